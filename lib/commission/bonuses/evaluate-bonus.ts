import {
	applyRate,
	compareMoney,
	formatMoney,
	isZeroMoney,
	localDate,
	maxMoney,
	parseAmount,
	rateFromDecimal,
	rateFromPercent,
	zeroMoney,
	type Instant,
	type Money,
} from '../../kernel';
import type { PricedAffiliate } from '../../model/commission';
import type { Plan } from '../../model/plan';
import type { BonusMetric, PlanBonus } from '../../model/plan/bonus';
import type { Programme } from '../../model/programme';
import type { AffiliateMetrics } from '../../ports/store-records';

export interface BonusFacts {
	readonly bonus: PlanBonus;
	readonly plan: Plan;
	readonly programme: Programme;
	readonly affiliate: PricedAffiliate;
	/** Of the window, less what was refunded; amounts in the currency of the programme. */
	readonly metrics: AffiliateMetrics & { readonly clicks: number };
	/** Inclusive; null for a lifetime. */
	readonly windowFrom: Instant | null;
	/** Exclusive. */
	readonly windowTo: Instant;
}

export interface BonusDecision {
	/** Whether the bonus is due: threshold reached, by an active affiliate whom the bonus is for. */
	readonly isReached: boolean;
	/**
	 * Whether the threshold is reached, whoever the affiliate is by now: only when it no longer is,
	 * a bonus that was paid is taken back.
	 */
	readonly isThresholdReached: boolean;
	/** "1250.00 EUR" or "12 orders" */
	readonly level: string;
	/** Zero unless `isReached`. */
	readonly amount: Money;
	readonly sentence: string;
}

/**
 * Whether an affiliate has earned a performance bonus in a window, and how much it is (C11). A
 * percentage is of the commission earned in the window and is rounded once.
 */
export function evaluateBonus(facts: BonusFacts): BonusDecision {
	const { bonus, plan, programme, affiliate } = facts;
	const { isThresholdReached, level, threshold } = measure(facts);
	const stretch = stretchOf(facts);
	const counted = `${affiliate.code} has ${level} ${stretch}`;
	const nothing = { isReached: false, isThresholdReached, level };
	const amount = zeroMoney(programme.currency);
	if (!isThresholdReached) {
		const sentence = `${counted}; the bonus ‘${bonus.name}’ begins at ${threshold}`;
		return { ...nothing, amount, sentence };
	}
	const obstacle = obstacleOf(bonus, affiliate);
	if (obstacle !== null) {
		const sentence = `${counted}, but the bonus ‘${bonus.name}’ is not paid: ${obstacle}`;
		return { ...nothing, amount, sentence };
	}
	const reward = rewardOf(facts);
	return {
		isReached: true,
		isThresholdReached,
		level,
		amount: reward.amount,
		sentence:
			`${counted}, the bonus ‘${bonus.name}’ begins at ${threshold}: ` +
			`${reward.words}, plan ‘${plan.name}’ v${plan.version}`,
	};
}

interface Measure {
	readonly isThresholdReached: boolean;
	readonly level: string;
	readonly threshold: string;
}

function measure({ bonus, programme, metrics }: BonusFacts): Measure {
	const { metric, from } = bonus;
	if (metric === 'revenue' || metric === 'commission') {
		const threshold = parseAmount(from, programme.currency, 'up');
		return {
			isThresholdReached: compareMoney(metrics[metric], threshold) >= 0,
			level: wordsOf(metric, formatMoney(metrics[metric])),
			threshold: wordsOf(metric, formatMoney(threshold)),
		};
	}
	const { numerator, denominator } = rateFromDecimal(from);
	return {
		isThresholdReached: BigInt(metrics[metric]) * denominator >= numerator,
		level: wordsOf(metric, String(metrics[metric])),
		threshold: wordsOf(metric, from),
	};
}

function wordsOf(metric: BonusMetric, value: string): string {
	const nouns: Readonly<Record<BonusMetric, string>> = {
		sales: value === '1' ? 'order' : 'orders',
		customers: value === '1' ? 'customer' : 'customers',
		clicks: value === '1' ? 'click' : 'clicks',
		revenue: 'revenue',
		commission: 'commission',
	};
	return `${value} ${nouns[metric]}`;
}

function stretchOf({ bonus, windowFrom }: BonusFacts): string {
	if (windowFrom === null) return 'so far';
	return `in the ${bonus.window} from ${localDate(windowFrom, bonus.timeZone)} (${bonus.timeZone})`;
}

function obstacleOf(bonus: PlanBonus, affiliate: PricedAffiliate): string | null {
	if (affiliate.status !== 'active') return `the affiliate is not active (${affiliate.status})`;
	if (bonus.affiliateGroups.length === 0) return null;
	const group = affiliate.groupCode?.toLowerCase() ?? null;
	const isMember = bonus.affiliateGroups.some((code) => code.trim().toLowerCase() === group);
	return isMember ? null : `it is for the groups ${bonus.affiliateGroups.join(', ')}`;
}

function rewardOf({ bonus, plan, programme, metrics }: BonusFacts): {
	amount: Money;
	words: string;
} {
	if (bonus.reward.type === 'fixed') {
		return { amount: bonus.reward.amount, words: formatMoney(bonus.reward.amount) };
	}
	const earned = maxMoney(metrics.commission, zeroMoney(programme.currency));
	const amount = applyRate(earned, rateFromPercent(bonus.reward.percent), plan.rounding);
	const words = `${bonus.reward.percent} % of ${formatMoney(earned)} commission = ${formatMoney(amount)}`;
	return { amount, words: isZeroMoney(earned) ? `${words}, nothing was earned` : words };
}
