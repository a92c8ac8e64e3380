import type { Instant } from '../../kernel';
import type { Affiliate } from '../../model/affiliate';
import type { AttributionWeights } from '../../model/attribution-weights';
import type { AttributionModel } from '../../model/credit';
import type { AttributionSettings } from '../../model/programme';
import type { Touch } from '../../model/touch';

export interface WeightedTouch {
	readonly touch: Touch;
	/** Integer above zero; a share is weight / sum of weights. */
	readonly weight: number;
}

/** What a model may look at beside the touches. */
export interface ModelContext {
	readonly orderedAt: Instant;
	readonly settings: AttributionSettings;
	/** Of the programme; null when none were trained. */
	readonly weights: AttributionWeights | null;
	readonly partnerTypeOf: (affiliateId: string) => Affiliate['partnerType'];
}

/**
 * One way to share credit among touches. Pure: the same touches give the same shares, whatever clock
 * and machine.
 */
export interface AttributionModelDefinition {
	readonly id: AttributionModel;
	readonly title: string;
	/** Sentence case, for a tooltip. */
	readonly description: string;
	/** Why these touches were chosen, in words an affiliate can read. */
	readonly sentence: string;
	/**
	 * Shares of touches given oldest first: one for each affiliate who gets a part, in the order of the
	 * touches that stand for them. Empty only when there are no touches, or where the model lacks
	 * something.
	 */
	share(touches: readonly Touch[], context: ModelContext): readonly WeightedTouch[];
	/**
	 * Why the model cannot decide about these touches, as the end of "… because"; null when it can.
	 * A model without this one can always decide.
	 */
	lacks?(touches: readonly Touch[], context: ModelContext): string | null;
}
