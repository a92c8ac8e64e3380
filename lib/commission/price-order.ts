import { addDays, compareMoney, formatMoney, isZeroMoney, zeroMoney, type Money } from '../kernel';
import type { Commission } from '../model/commission';
import type { Plan } from '../model/plan';
import type { Programme } from '../model/programme';
import type { TraceStep } from '../model/trace';
import { applyCaps } from './caps/apply-caps';
import { capClaims } from './caps/cap-claims';
import { commissionBase, type CommissionBase } from './commission-base';
import type { CommissionFacts } from './commission-facts';
import { baseTrace } from './describe-base';
import { priceCredits } from './price-credits';
import { recurringEnd } from './recurring';
import { refuseOrder } from './refuse-order';

/**
 * Computes what an order's affiliates earn: exact lines with a trace of every step (C1–C10, C12,
 * C14, C15, C20, C22, C23, C25, C38), or the named reason why there is nothing to pay now. Pure: the
 * same facts give the same answer.
 *
 * Throws `currency_mismatch` for a plan whose amounts are in neither the currency of the order nor
 * that of the programme.
 */
export function priceOrder(facts: CommissionFacts): Commission {
	const { order, plan, programme, context } = facts;
	const refusal = refuseOrder(facts);
	if (refusal !== null || programme === null || plan === null) {
		return withoutLines(facts, refusal?.outcome ?? 'held', refusal?.reason ?? 'no_plan_in_effect', [
			{ rule: 'eligibility', text: refusal?.text ?? '' },
		]);
	}
	const base = commissionBase(order, plan);
	const steps = baseTrace(base, order, plan);
	const unpaid = (
		outcome: Commission['outcome'],
		reason: Commission['reason'],
		trace: TraceStep[] = [],
	): Commission => ({
		...withoutLines(facts, outcome, reason, [...steps, ...trace]),
		lifetimeDays: plan.lifetimeDays,
		base: base.total,
		baseLines: [...base.lines],
	});
	const end = recurringEnd(plan.recurring, order, context);
	if (end !== null) return unpaid('skipped', 'recurring_ended', [end]);
	if (isZeroMoney(base.total) && order.action === null) {
		return unpaid('skipped', 'nothing_commissionable');
	}
	if (order.currency !== programme.currency && context.exchangeRate === null) {
		return unpaid('held', 'missing_exchange_rate', [missingRate(order.currency, programme)]);
	}
	const { trace, lines, ...credits } = priceCredits(facts, plan, programme, base);
	if (lines.every((line) => isZeroMoney(line.amount) && !line.countsTowardsTier)) {
		return unpaid('skipped', 'nothing_commissionable', trace);
	}
	const priced = pricedCommission(facts, plan, programme, base, { ...credits, lines });
	return applyCaps({ ...priced, trace: [...steps, ...trace, ...priced.trace] }, facts.capUsage);
}

type Priced = Omit<ReturnType<typeof priceCredits>, 'trace'>;

/** The commission before caps; its trace is what comes after the amounts. */
function pricedCommission(
	{ order, verdict, context }: CommissionFacts,
	plan: Plan,
	programme: Programme,
	base: CommissionBase,
	{ lines, total, holdDays, retroactive }: Priced,
): Commission {
	const isUnderReview = verdict?.verdict === 'review';
	const approval = manualApproval(plan, total);
	const holdUntil = addDays(order.paidAt ?? order.createdAt, holdDays);
	const trace: TraceStep[] = [
		{
			rule: 'hold',
			text: `Payable from ${holdUntil.slice(0, 10)}: ${holdDays} days after payment.`,
		},
	];
	if (isUnderReview) {
		trace.push({ rule: 'review', text: 'The order is under review; the commission is held.' });
	}
	if (approval !== null) trace.push(approval);
	return {
		outcome: isUnderReview || approval !== null ? 'held' : 'commissioned',
		reason: isUnderReview ? 'review_required' : approval === null ? 'priced' : 'manual_approval',
		programmeId: programme.programmeId,
		planId: plan.planId,
		planVersion: plan.version,
		base: base.total,
		baseLines: [...base.lines],
		lines,
		total,
		holdUntil,
		lifetimeDays: plan.lifetimeDays,
		caps: capClaims(plan, order.createdAt, lines),
		retroactive,
		context,
		trace,
	};
}

/**
 * Whether a person has to approve (C38). It goes by the amount before caps that depend on what is
 * booked, so that room that is freed later never lets an order pass.
 */
function manualApproval({ manualApprovalAbove }: Plan, total: Money): TraceStep | null {
	if (manualApprovalAbove === null || compareMoney(total, manualApprovalAbove) <= 0) return null;
	return {
		rule: 'manual_approval',
		text:
			`${formatMoney(total)} is more than ${formatMoney(manualApprovalAbove)}, ` +
			`so the commission waits for a person to approve it.`,
	};
}

function missingRate(currency: string, programme: Programme): TraceStep {
	return {
		rule: 'exchange_rate',
		text:
			`There is no exchange rate from ${currency} to ${programme.currency} ` +
			`for the day of the order, so the commission waits for one.`,
	};
}

function withoutLines(
	{ plan, attribution, programme, context }: CommissionFacts,
	outcome: Commission['outcome'],
	reason: Commission['reason'],
	trace: TraceStep[],
): Commission {
	const total: Money | null = programme === null ? null : zeroMoney(programme.currency);
	return {
		outcome,
		reason,
		programmeId: attribution.programmeId,
		planId: plan?.planId ?? null,
		planVersion: plan?.version ?? null,
		base: null,
		baseLines: [],
		lines: [],
		total,
		holdUntil: null,
		lifetimeDays: null,
		caps: [],
		retroactive: [],
		context,
		trace,
	};
}
