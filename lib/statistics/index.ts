export { averagePathLength } from './isolation-forest/average-path-length';
export { explainIsolation, type IsolationExplanation } from './isolation-forest/explain-isolation';
export {
	fitIsolationForest,
	type IsolationForestOptions,
} from './isolation-forest/fit-isolation-forest';
export {
	FOREST_VERSION,
	type IsolationForest,
	type IsolationTree,
} from './isolation-forest/forest';
export { isolationScore, isolationScores } from './isolation-forest/isolation-score';
export { modelThreshold } from './model-threshold';
export { sampleWithoutReplacement } from './random/sample-without-replacement';
export { seededRandom } from './random/seeded-random';
export { median } from './robust/median';
export { medianAbsoluteDeviation } from './robust/median-absolute-deviation';
export { quantile } from './robust/quantile';
export { robustZ } from './robust/robust-z';
export { benfordDeviation, type BenfordDeviation } from './shape/benford-deviation';
export { normalizedEntropy } from './shape/normalized-entropy';
export { logGamma } from './special/log-gamma';
export { normalQuantile } from './special/normal-quantile';
export { logNormalUpperTail, normalUpperTail } from './special/normal-tail';
export { logRegularizedBeta, regularizedBeta } from './special/regularized-beta';
export {
	logRegularizedLowerGamma,
	logRegularizedUpperGamma,
	regularizedLowerGamma,
	regularizedUpperGamma,
} from './special/regularized-gamma';
export {
	binomialLowerTail,
	binomialUpperTail,
	logBinomialLowerTail,
	logBinomialUpperTail,
} from './tails/binomial';
export {
	logPoissonLowerTail,
	logPoissonUpperTail,
	poissonLowerTail,
	poissonUpperTail,
} from './tails/poisson';
export { wilsonInterval, type RateInterval } from './tails/wilson-interval';
