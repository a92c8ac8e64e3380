import type { JourneyPath } from '../journey-path';
import { mergePaths } from '../merge-paths';
import { rateTotals, type ShapleyAttribution } from './rate-totals';
import { sumTotals } from './sum-totals';

/**
 * What a coalition of states is worth:
 * - `sum`: the conversions of all journeys that touched nobody outside it;
 * - `rate`: the share of conversions among the journeys that touched exactly its members; nothing
 *   where there are none.
 */
export type ShapleyOptions =
	| { readonly valueFunction: 'sum' }
	| {
			readonly valueFunction: 'rate';
			/** For journeys of more states than can be gone through exactly. */
			readonly seed: string | number;
	  };

/**
 * Credit by Shapley values. Which states a journey touched counts, not in which order nor how often.
 * `sum` is linear attribution over distinct states (Zhao et al.) and adds nothing to it; `rate` asks
 * whom the journeys with and without somebody are won by. Throws `invalid_input`.
 */
export function shapleyAttribution(
	paths: readonly JourneyPath[],
	options: ShapleyOptions,
): ShapleyAttribution {
	const merged = mergePaths(paths);
	if (options.valueFunction === 'sum') return { totals: sumTotals(merged), samplingError: 0 };
	return rateTotals(merged, options.seed);
}
