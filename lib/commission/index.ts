export { applyCaps } from './caps/apply-caps';
export { capClaimKey, neededCaps } from './caps/cap-claims';
export type { CommissionFacts } from './commission-facts';
export { metricsNeeded, type NeededMetrics } from './metrics-needed';
export { priceOrder } from './price-order';
export { uplineDepth } from './upline-depth';
export {
	backtest,
	repricedFacts,
	type AffiliateDifference,
	type BacktestFacts,
	type BacktestReport,
	type OrderDifference,
} from './backtest';
export {
	bonusCommission,
	bonusConversionKey,
	evaluateBonus,
	type BonusDecision,
	type BonusFacts,
} from './bonuses';
export { priceClicks, type ClickFacts } from './clicks';
export { conditionProblems, evaluateCondition, type FieldValue } from './conditions';
export { PLAN_PRESETS, type PlanPreset, type PlanTermsJson } from './presets';
export { pseudoSale, pseudoStoreKey, type PseudoSale, type PseudoSaleFacts } from './pseudo-order';
export { recurringEnd } from './recurring';
export { levelShares, levelTrace, shareAmong, splitWeights } from './sharing';
