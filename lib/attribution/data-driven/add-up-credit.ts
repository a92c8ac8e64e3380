import type { JourneyPath, StateTotal, StateTotals } from './journey-path';
import { compareText } from './merge-paths';

/** A part of a journey's conversions that goes to one state. */
export interface CreditPart {
	readonly state: string;
	/** The parts of one journey sum to 1. */
	readonly part: number;
}

/** Adds up over all journeys what `partsOf` gives to each state. Every state has a total. */
export function addUpCredit(
	paths: readonly JourneyPath[],
	partsOf: (path: JourneyPath) => readonly CreditPart[],
): StateTotals {
	const totals = new Map<string, StateTotal>();
	for (const state of statesOf(paths)) totals.set(state, { conversions: 0, value: 0 });
	for (const path of paths) {
		if (path.conversions === 0) continue;
		for (const { state, part } of partsOf(path)) {
			const total = totals.get(state) ?? { conversions: 0, value: 0 };
			totals.set(state, {
				conversions: total.conversions + part * path.conversions,
				value: total.value + part * path.value,
			});
		}
	}
	return totals;
}

/** Every state once, by name. */
export function statesOf(paths: readonly JourneyPath[]): string[] {
	return [...new Set(paths.flatMap(({ states }) => states))].sort(compareText);
}
