import { addUpCredit } from '../add-up-credit';
import type { JourneyPath, StateTotals } from '../journey-path';

/**
 * The game is a sum of games, one per journey, each won only by all its states together: in each of
 * them the states are alike and share equally. So 2^n coalitions need not be gone through.
 */
export function sumTotals(paths: readonly JourneyPath[]): StateTotals {
	return addUpCredit(paths, ({ states }) => {
		const distinct = [...new Set(states)];
		return distinct.map((state) => ({ state, part: 1 / distinct.length }));
	});
}
