import type { Money } from '../../kernel';
import type { PlanBonus } from './bonus';
import type { PlanCap } from './cap';
import type { PlanProblem } from './plan-problem';
import type { FlatRate, PlanRate } from './rate';
import type { PlanRule } from './rule';
import type { PlanClicks, PlanSplit } from './sharing';

/** Everything in a plan that holds an amount. */
export interface PlanAmounts {
	readonly rate: PlanRate | null;
	readonly affiliateRates: ReadonlyArray<{ readonly rate: PlanRate }>;
	readonly rules: readonly PlanRule[];
	readonly caps: readonly PlanCap[];
	readonly bonuses: readonly PlanBonus[];
	readonly split: PlanSplit | null;
	readonly clicks: PlanClicks | null;
	readonly manualApprovalAbove: Money | null;
}

interface PlacedAmount {
	readonly path: Array<string | number>;
	readonly currency: string;
}

/** A plan speaks of one currency, its programme's: amounts in another one are named (C22). */
export function currencyProblems(plan: PlanAmounts): PlanProblem[] {
	const amounts = amountsOf(plan);
	const main = mostFrequent(amounts.map(({ currency }) => currency));
	return amounts
		.filter(({ currency }) => currency !== main)
		.map(({ path, currency }) => ({
			path,
			message: `is in ${currency}, the other amounts of the plan are in ${main}; use ${main} here too`,
		}));
}

function amountsOf(plan: PlanAmounts): PlacedAmount[] {
	return [
		...ratesAt(['rate'], plan.rate),
		...plan.affiliateRates.flatMap(({ rate }, at) => ratesAt(['affiliateRates', at, 'rate'], rate)),
		...plan.rules.flatMap(({ rate }, at) => ratesAt(['rules', at, 'rate'], rate)),
		...plan.caps.flatMap(({ limit }, at) => amountAt(['caps', at, 'limit'], limit)),
		...plan.bonuses.flatMap(({ reward }, at) =>
			reward.type === 'fixed' ? amountAt(['bonuses', at, 'reward', 'amount'], reward.amount) : [],
		),
		...amountAt(['split', 'minimumShare'], plan.split?.minimumShare ?? null),
		...amountAt(['clicks', 'amount'], plan.clicks?.amount ?? null),
		...amountAt(['manualApprovalAbove'], plan.manualApprovalAbove),
	];
}

function ratesAt(path: ReadonlyArray<string | number>, rate: PlanRate | null): PlacedAmount[] {
	if (rate === null) return [];
	if (rate.type !== 'tiered') return flatRateAt(path, rate);
	return rate.tiers.flatMap((tier, index) =>
		flatRateAt([...path, 'tiers', index, 'rate'], tier.rate),
	);
}

function flatRateAt(path: ReadonlyArray<string | number>, rate: FlatRate): PlacedAmount[] {
	if (rate.type !== 'percentage') return amountAt([...path, 'amount'], rate.amount);
	return [
		...amountAt([...path, 'minimum'], rate.minimum),
		...amountAt([...path, 'maximum'], rate.maximum),
	];
}

function amountAt(path: ReadonlyArray<string | number>, amount: Money | null): PlacedAmount[] {
	return amount === null ? [] : [{ path: [...path], currency: amount.currency }];
}

/** Of several as frequent ones, the one that comes first. */
function mostFrequent(currencies: readonly string[]): string {
	const counts = new Map<string, number>();
	for (const currency of currencies) counts.set(currency, (counts.get(currency) ?? 0) + 1);
	const most = Math.max(...counts.values());
	return [...counts].find(([, count]) => count === most)?.[0] ?? '';
}
