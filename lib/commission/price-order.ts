import { addDays, formatMoney, isZeroMoney, zeroMoney, type Money } from '../kernel';
import type { Commission } from '../model/commission';
import type { Plan } from '../model/plan';
import type { Programme } from '../model/programme';
import type { TraceStep } from '../model/trace';
import { commissionBase, type CommissionBase } from './commission-base';
import type { CommissionFacts } from './commission-facts';
import { describeBase } from './describe-base';
import { priceCredits } from './price-credits';
import { refuseOrder } from './refuse-order';

/**
 * Computes what an order's affiliates earn: exact lines with a trace of every step (C1–C5, C8,
 * C9, C22, C23), or the named reason why there is nothing to pay now. Pure: the same facts give
 * the same answer.
 */
export function priceOrder(facts: CommissionFacts): Commission {
	const refusal = refuseOrder(facts);
	if (refusal !== null || facts.programme === null || facts.plan === null) {
		return withoutLines(facts, refusal?.outcome ?? 'held', refusal?.reason ?? 'no_plan_in_effect', [
			{ rule: 'eligibility', text: refusal?.text ?? '' },
		]);
	}
	const { plan, programme } = facts;
	const base = commissionBase(facts.order, plan);
	const baseStep: TraceStep = {
		rule: 'base',
		text: `The commission base is ${formatMoney(base.total)}: ${describeBase(base, plan)}.`,
	};
	if (isZeroMoney(base.total)) {
		return {
			...withoutLines(facts, 'skipped', 'nothing_commissionable', [baseStep]),
			base: base.total,
			baseLines: [...base.lines],
		};
	}
	if (facts.order.currency !== programme.currency && facts.exchangeRate === null) {
		return {
			...withoutLines(facts, 'held', 'missing_exchange_rate', [
				baseStep,
				{
					rule: 'exchange_rate',
					text:
						`There is no exchange rate from ${facts.order.currency} to ${programme.currency} ` +
						`for the day of the order, so the commission waits for one.`,
				},
			]),
			base: base.total,
			baseLines: [...base.lines],
		};
	}
	return priced(facts, plan, programme, base, baseStep);
}

function priced(
	facts: CommissionFacts,
	plan: Plan,
	programme: Programme,
	base: CommissionBase,
	baseStep: TraceStep,
): Commission {
	const { lines, total, trace } = priceCredits(facts, plan, programme, base);
	if (lines.every((line) => isZeroMoney(line.amount))) {
		return {
			...withoutLines(facts, 'skipped', 'nothing_commissionable', [baseStep, ...trace]),
			base: base.total,
			baseLines: [...base.lines],
		};
	}
	const isHeld = facts.verdict?.verdict === 'review';
	const holdUntil = addDays(facts.order.paidAt ?? facts.order.createdAt, plan.holdDays);
	return {
		outcome: isHeld ? 'held' : 'commissioned',
		reason: isHeld ? 'review_required' : 'priced',
		programmeId: programme.programmeId,
		planId: plan.planId,
		planVersion: plan.version,
		base: base.total,
		baseLines: [...base.lines],
		lines,
		total,
		holdUntil,
		trace: [
			baseStep,
			...trace,
			holdStep(plan, holdUntil),
			...(isHeld
				? [{ rule: 'review', text: 'The order is under review; the commission is held.' }]
				: []),
		],
	};
}

function holdStep(plan: Plan, holdUntil: string): TraceStep {
	return {
		rule: 'hold',
		text: `Payable from ${holdUntil.slice(0, 10)}: ${plan.holdDays} days after payment.`,
	};
}

function withoutLines(
	{ plan, attribution, programme }: CommissionFacts,
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
		trace,
	};
}
