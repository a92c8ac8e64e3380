import {
	AffiliateError,
	applyRate,
	formatMoney,
	parseInstant,
	type Instant,
	type Money,
} from '../../kernel';
import type { Plan } from '../../model/plan';
import type { PlanClicks } from '../../model/plan/sharing';
import type { Programme } from '../../model/programme';
import { pseudoSale, type PseudoSale } from '../pseudo-order';

export interface ClickFacts {
	readonly plan: Plan;
	readonly programme: Programme;
	readonly affiliate: { readonly affiliateId: string; readonly code: string };
	/** Counted clicks of the affiliate on the day. */
	readonly clicks: number;
	/** A UTC day that is over: "2026-11-17". */
	readonly day: string;
	readonly holdUntil: Instant;
}

/**
 * What the clicks of one affiliate earn on one closed UTC day: per click, or per thousand and
 * rounded once. Null where the plan pays nothing for clicks or there were none. Throws
 * `invalid_day` and `invalid_click_count`.
 */
export function priceClicks(facts: ClickFacts): PseudoSale | null {
	const { plan, programme, affiliate, clicks, day, holdUntil } = facts;
	requireCount(clicks);
	if (plan.clicks === null || clicks === 0) return null;
	const amount = amountOf(plan.clicks, clicks, plan);
	const rateWords = `${formatMoney(plan.clicks.amount)} per ${plan.clicks.type === 'per_click' ? 'click' : 'thousand clicks'}`;
	return pseudoSale({
		programme,
		affiliate,
		kind: 'click',
		orderId: `clicks:${affiliate.affiliateId}:${day}`,
		amount,
		at: endOfDay(day),
		holdUntil,
		rateWords,
		sentence:
			`${clicks} counted ${clicks === 1 ? 'click' : 'clicks'} on ${day} (UTC) at ${rateWords} ` +
			`= ${formatMoney(amount)}, plan ‘${plan.name}’ v${plan.version}`,
		planId: plan.planId,
		planVersion: plan.version,
		trace: [{ rule: 'clicks', text: `Repeated and automatic clicks do not count; ${clicks} did.` }],
	});
}

function amountOf({ type, amount }: PlanClicks, clicks: number, { rounding }: Plan): Money {
	const denominator = type === 'per_click' ? 1n : 1_000n;
	return applyRate(amount, { numerator: BigInt(clicks), denominator }, rounding);
}

function requireCount(clicks: number): void {
	if (Number.isSafeInteger(clicks) && clicks >= 0) return;
	throw new AffiliateError(`${clicks} is not a number of clicks`, {
		code: 'invalid_click_count',
		hint: 'Give a whole number of zero or more.',
	});
}

function endOfDay(day: string): Instant {
	try {
		const last = parseInstant(`${day}T23:59:59.999Z`);
		if (last.startsWith(day)) return last;
	} catch {
		// Said below in words that fit a day.
	}
	throw new AffiliateError(`'${day}' is not a day`, {
		code: 'invalid_day',
		hint: 'Write days as 2026-11-17.',
	});
}
