import type { RuleRecord } from '../../model/fraud-case';
import type { FraudPolicy } from '../../model/fraud-policy';
import type { RateInterval } from '../../statistics';
import { rulePrecisionTooLow } from '../rules/scan/f38-rule-precision';
import { rulePrecision } from './rule-precision';

export interface MutedRule {
	readonly ruleId: string;
	readonly precision: number;
	readonly decided: number;
	/** Bounds of the precision, 95 %. */
	readonly wilson: RateInterval;
}

/**
 * Rules that count no more because people found most of their hits wrong, by rule number. None when
 * the policy has F38 off or in monitor mode; never one that the policy keeps unmuted. Throws
 * `invalid_input` for parameters of F38 that do not fit.
 */
export function mutedRules(records: readonly RuleRecord[], policy: FraudPolicy): MutedRule[] {
	const { id, defaultMode } = rulePrecisionTooLow;
	const override = policy.rules[id];
	if ((override?.mode ?? defaultMode) !== 'on') return [];
	const parameters = override?.parameters ?? {};
	return rulePrecision(records).flatMap(({ precision, wilson, decided, ...record }) => {
		const { status } = rulePrecisionTooLow.evaluate(record, parameters);
		const isKept = policy.rules[record.ruleId]?.keepsUnmuted === true;
		if (status !== 'hit' || isKept || precision === null) return [];
		return [{ ruleId: record.ruleId, precision, decided, wilson }];
	});
}
