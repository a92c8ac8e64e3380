import { compareMoney, rateFromDecimal } from '../../kernel';
import { under, type PlanProblem } from './plan-problem';
import type { FlatRate, PlanRate, TieredRate } from './rate';

/** What the parts of a rate must keep together (C8, C9). */
export function rateProblems(rate: PlanRate): PlanProblem[] {
	if (rate.type !== 'tiered') return flatRateProblems(rate);
	return [
		...windowProblems(rate),
		...orderProblems(rate),
		...marginalProblems(rate),
		...rate.tiers.flatMap((tier, index) =>
			under(['tiers', index, 'rate'], flatRateProblems(tier.rate)),
		),
	];
}

function flatRateProblems(rate: FlatRate): PlanProblem[] {
	if (rate.type !== 'percentage' || rate.minimum === null || rate.maximum === null) return [];
	if (rate.minimum.currency !== rate.maximum.currency) return [];
	if (compareMoney(rate.minimum, rate.maximum) <= 0) return [];
	return [{ path: ['maximum'], message: 'is below the minimum; raise it, or lower the minimum' }];
}

function windowProblems({ window, rollingDays }: TieredRate): PlanProblem[] {
	if (window !== 'rolling' || rollingDays !== null) return [];
	return [{ path: ['rollingDays'], message: `the window 'rolling' needs its days, such as 30` }];
}

function orderProblems({ tiers }: TieredRate): PlanProblem[] {
	return tiers.flatMap(({ from }, index) => {
		const before = tiers[index - 1]?.from;
		if (before === undefined || isBelow(before, from)) return [];
		return [
			{
				path: ['tiers', index, 'from'],
				message: `'${from}' does not come after '${before}'; list tiers from the lowest up, each once`,
			},
		];
	});
}

/** A slice of revenue has no number of orders or pieces that a fixed rate could be paid for. */
function marginalProblems({ mode, metric, tiers }: TieredRate): PlanProblem[] {
	if (mode !== 'marginal' || metric === 'sales') return [];
	return tiers.flatMap(({ rate }, index) => {
		if (rate.type === 'percentage') return [];
		return [
			{
				path: ['tiers', index, 'rate', 'type'],
				message: `marginal tiers by ${metric} take percentages; use one, or the mode 'threshold'`,
			},
		];
	});
}

function isBelow(a: string, b: string): boolean {
	const [left, right] = [rateFromDecimal(a), rateFromDecimal(b)];
	return left.numerator * right.denominator < right.numerator * left.denominator;
}
