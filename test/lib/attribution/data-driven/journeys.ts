import fc from 'fast-check';
import type { JourneyPath, StateTotals } from '../../../../lib/attribution/data-driven';

/** A path from 'a > b > c'. */
export function aPath(states: string, conversions: number, nulls = 0, value = conversions * 10) {
	return { states: states.split(' > '), conversions, value, nulls } satisfies JourneyPath;
}

/** The published three-channel case of Bryl: one of three journeys converts. */
export const THREE_CHANNELS = [
	aPath('c1 > c2 > c3', 1),
	aPath('c1', 0, 1),
	aPath('c2 > c3', 0, 1),
] as const;

/** Nine journeys published with DP6's program, three conversions each. */
export const NINE_JOURNEYS = [
	'A',
	'A > B',
	'A > B > C',
	'B',
	'B > A',
	'B > C > A',
	'C',
	'C > A',
	'C > B > A',
].map((states) => aPath(states, 3));

const stateArbitrary = fc.constantFrom('anna', 'bob', 'carl', 'dora', 'emil');

const pathArbitrary: fc.Arbitrary<JourneyPath> = fc
	.record({
		states: fc.array(stateArbitrary, { minLength: 1, maxLength: 7 }),
		conversions: fc.integer({ min: 0, max: 20 }),
		worth: fc.integer({ min: 0, max: 500 }),
		nulls: fc.integer({ min: 0, max: 40 }),
	})
	.map(({ worth, ...path }) => ({ ...path, value: path.conversions === 0 ? 0 : worth / 7 }));

/** Up to twelve paths of five affiliates, repeats and loops among them. */
export const pathsArbitrary = fc.array(pathArbitrary, { minLength: 1, maxLength: 12 });

export function sumOf(totals: StateTotals, of: 'conversions' | 'value'): number {
	return [...totals.values()].reduce((sum, total) => sum + total[of], 0);
}

export function conversionsOf(totals: StateTotals): Record<string, number> {
	return Object.fromEntries([...totals].map(([state, { conversions }]) => [state, conversions]));
}
