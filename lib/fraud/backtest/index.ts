export {
	PolicyBacktest,
	type ChangedOrder,
	type Judgement,
	type PolicyBacktestReport,
} from './policy-backtest';
