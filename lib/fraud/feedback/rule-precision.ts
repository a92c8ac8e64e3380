import type { RuleRecord } from '../../model/fraud-case';
import { wilsonInterval, type RateInterval } from '../../statistics';

/** How right a rule was in the eyes of people. */
export interface RulePrecision extends RuleRecord {
	readonly decided: number;
	/** Confirmed over decided; null when nothing was decided. */
	readonly precision: number | null;
	/** Bounds of the precision behind the decisions, 95 % Wilson: 0 to 1 without any. */
	readonly wilson: RateInterval;
}

/** Precision of every rule that people decided about, by rule number (F38). */
export function rulePrecision(records: readonly RuleRecord[]): RulePrecision[] {
	return records
		.map(({ ruleId, confirmed, cleared }) => {
			const decided = confirmed + cleared;
			return {
				ruleId,
				confirmed,
				cleared,
				decided,
				precision: decided === 0 ? null : confirmed / decided,
				wilson: wilsonInterval(confirmed, decided),
			};
		})
		.sort((a, b) => Number(a.ruleId.slice(1)) - Number(b.ruleId.slice(1)));
}
