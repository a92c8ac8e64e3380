import { AffiliateError } from '../../kernel';
import { statesOf } from './add-up-credit';
import { collapsePaths } from './collapse-path';
import type { JourneyPath } from './journey-path';
import { mergePaths } from './merge-paths';

/** What stands for everybody with too few journeys of their own. */
export const POOLED_STATE = '(other)';

export interface PooledPaths {
	/** Collapsed and merged; rare states are POOLED_STATE. */
	readonly paths: readonly JourneyPath[];
	/** States that became POOLED_STATE, by name. */
	readonly pooled: readonly string[];
	/** Journeys in which a state took part, after pooling. */
	readonly journeysOf: ReadonlyMap<string, number>;
}

/**
 * Puts states with fewer than `minimumJourneys` journeys into one, so that chance does not decide
 * about people who were seen a few times. Throws `invalid_input` for a state called POOLED_STATE.
 */
export function poolRareStates(
	paths: readonly JourneyPath[],
	minimumJourneys: number,
): PooledPaths {
	const merged = mergePaths(collapsePaths(paths));
	const journeysOfEach = countJourneys(merged);
	if (journeysOfEach.has(POOLED_STATE)) {
		throw new AffiliateError(`A state is called ${POOLED_STATE}`, {
			code: 'invalid_input',
			path: 'paths',
			hint: 'Give it another name: this one stands for all rare states together.',
		});
	}
	const pooled = statesOf(merged).filter(
		(state) => (journeysOfEach.get(state) ?? 0) < minimumJourneys,
	);
	const isPooled = new Set(pooled);
	const renamed = merged.map((path) => ({
		...path,
		states: path.states.map((state) => (isPooled.has(state) ? POOLED_STATE : state)),
	}));
	const together = mergePaths(collapsePaths(renamed));
	return { paths: together, pooled, journeysOf: countJourneys(together) };
}

function countJourneys(paths: readonly JourneyPath[]): Map<string, number> {
	const journeys = new Map<string, number>();
	for (const { states, conversions, nulls } of paths) {
		for (const state of new Set(states)) {
			journeys.set(state, (journeys.get(state) ?? 0) + conversions + nulls);
		}
	}
	return journeys;
}
