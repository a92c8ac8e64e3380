export { collapsePath, collapsePaths } from './collapse-path';
export { heuristicTotals, type HeuristicModel } from './heuristic-totals';
export type { JourneyPath, StateTotal, StateTotals } from './journey-path';
export { markovAttribution, type MarkovAttribution } from './markov/markov-attribution';
export type { MarkovOptions, MarkovOrder } from './markov/markov-options';
export {
	CONVERSION_STATE,
	NULL_STATE,
	START_STATE,
	transitionMatrix,
	type Transition,
} from './markov/transition-matrix';
export { POOLED_STATE } from './pool-rare-states';
export type { ShapleyAttribution } from './shapley/rate-totals';
export {
	sampleShapleyValues,
	type SampledShapleyValues,
	type ShapleySampling,
} from './shapley/sample-shapley-values';
export { shapleyAttribution, type ShapleyOptions } from './shapley/shapley-attribution';
export { MOST_PLAYERS, shapleyValues } from './shapley/shapley-values';
export { trainWeights, type TrainedWeights, type TrainingOptions } from './train-weights';
