import fc from 'fast-check';
import type { ModelContext, WeightedTouch } from '../../../lib/attribution';
import { addDays } from '../../../lib/kernel';
import type { AttributionWeights } from '../../../lib/model/attribution-weights';
import {
	DEFAULT_ATTRIBUTION_SETTINGS,
	type AttributionSettings,
} from '../../../lib/model/programme';
import type { Touch } from '../../../lib/model/touch';
import { aTouch, ORDERED_AT, PROGRAMME_ID } from '../../support/builders';
import { ANNA, BOB } from './scenario';

export const CAROL = 'aff_carol';

export interface TouchDraft {
	readonly who: string;
	/** Days before the order. */
	readonly days: number;
}

/** Journeys of three affiliates, some of their touches at the same moment. */
export const journeys: fc.Arbitrary<TouchDraft[]> = fc.array(
	fc.record({ who: fc.constantFrom(ANNA, BOB, CAROL), days: fc.integer({ min: 0, max: 60 }) }),
	{ maxLength: 10 },
);

/** Touches oldest first. */
export function aJourney(drafts: readonly TouchDraft[]): Touch[] {
	return [...drafts]
		.sort((a, b) => b.days - a.days)
		.map(({ who, days }, index) =>
			aTouch({
				affiliateId: who,
				affiliateCode: who.replace('aff_', ''),
				clickId: `clk_${index}`,
				occurredAt: addDays(ORDERED_AT, -days),
			}),
		);
}

/** `inTurn('A', 'B')`: one touch a day, the last one on the day before the order. */
export function inTurn(...whos: readonly string[]): Touch[] {
	return aJourney(whos.map((who, index) => ({ who, days: whos.length - index })));
}

export interface ContextGiven extends Partial<Omit<ModelContext, 'settings'>> {
	readonly settings?: Partial<AttributionSettings>;
}

export function aContext({ settings, ...given }: ContextGiven = {}): ModelContext {
	return {
		orderedAt: ORDERED_AT,
		weights: null,
		partnerTypeOf: () => null,
		...given,
		settings: { ...DEFAULT_ATTRIBUTION_SETTINGS, ...settings },
	};
}

/** Trained a week before the order; Carol is not among them. */
export function someWeights(overrides: Partial<AttributionWeights> = {}): AttributionWeights {
	return {
		programmeId: PROGRAMME_ID,
		version: 1,
		trainedAt: addDays(ORDERED_AT, -7),
		method: 'markov_2',
		from: addDays(ORDERED_AT, -100),
		to: addDays(ORDERED_AT, -7),
		journeys: 5_000,
		conversions: 400,
		isThin: false,
		reason: 'Enough journeys',
		weights: { [ANNA]: 0.3, [BOB]: 0.1 },
		pooledWeight: 0.05,
		...overrides,
	};
}

/** Whom the parts go to, each as a fraction of the whole in text: `{ aff_anna: '2/3' }`. */
export function partsOf(shares: readonly WeightedTouch[]): Record<string, string> {
	const total = shares.reduce((sum, { weight }) => sum + weight, 0);
	return Object.fromEntries(
		shares.map(({ touch, weight }) => [touch.affiliateId, `${weight}/${total}`]),
	);
}
