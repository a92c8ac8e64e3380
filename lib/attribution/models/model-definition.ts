import type { AttributionModel } from '../../model/credit';
import type { Touch } from '../../model/touch';

export interface WeightedTouch {
	readonly touch: Touch;
	/** Integer above zero; a share is weight / sum of weights. */
	readonly weight: number;
}

/** One way to share credit among click touches. Pure: the same touches give the same shares. */
export interface AttributionModelDefinition {
	readonly id: AttributionModel;
	readonly title: string;
	/** Sentence case, for a tooltip. */
	readonly description: string;
	/** Shares of touches given oldest first; empty only when there are none. */
	choose(touches: readonly Touch[]): readonly WeightedTouch[];
	/** Why these touches were chosen, in words an affiliate can read. */
	readonly sentence: string;
}
