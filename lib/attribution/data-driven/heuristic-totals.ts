import { addUpCredit, type CreditPart } from './add-up-credit';
import type { JourneyPath, StateTotals } from './journey-path';
import { mergePaths } from './merge-paths';

/** `linear` shares by touches as they are given: collapse the paths first where repeats are not to count. */
export type HeuristicModel = 'first' | 'last' | 'linear';

/** What a rule of thumb credits, to stand beside the models that learn. Throws `invalid_input`. */
export function heuristicTotals(paths: readonly JourneyPath[], model: HeuristicModel): StateTotals {
	return addUpCredit(mergePaths(paths), ({ states }) => PARTS[model](states));
}

const PARTS: Record<HeuristicModel, (states: readonly string[]) => CreditPart[]> = {
	first: (states) => states.slice(0, 1).map((state) => ({ state, part: 1 })),
	last: (states) => states.slice(-1).map((state) => ({ state, part: 1 })),
	linear: (states) => states.map((state) => ({ state, part: 1 / states.length })),
};
