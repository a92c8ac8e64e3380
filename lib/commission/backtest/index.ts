export { backtest, type BacktestFacts } from './backtest';
export type {
	AffiliateDifference,
	BacktestReport,
	Difference,
	OrderDifference,
	SkipReason,
} from './backtest-report';
export { repricedFacts } from './repriced-facts';
