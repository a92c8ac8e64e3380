import { allocateMoney, isZeroMoney, sumMoney, zeroMoney, type Money } from '../kernel';
import type { Commission, CommissionLine } from '../model/commission';
import type { Credit } from '../model/credit';
import type { Plan } from '../model/plan';
import type { Programme } from '../model/programme';
import type { TraceStep } from '../model/trace';
import { capOrder } from './caps/cap-order';
import type { CommissionBase } from './commission-base';
import type { CommissionFacts } from './commission-facts';
import { creditLine } from './credit-line';
import { earningOf } from './earning';
import { levelLines } from './level-lines';
import {
	inProgrammeCurrency,
	type EarnedCredit,
	type PricedCredit,
	type PricingTerms,
} from './pricing-terms';
import { retroactiveTiers } from './retroactive-tiers';
import { shareAmong, splitWeights } from './sharing';

interface PricedCredits {
	readonly lines: CommissionLine[];
	readonly total: Money;
	readonly holdDays: number;
	readonly retroactive: Commission['retroactive'];
	readonly trace: TraceStep[];
}

/**
 * Prices every credit at its own rates and gives it its share of that, so that a split order pays
 * exactly what an unsplit one would (C15); then the levels above (C14) and the caps per order (C20).
 */
export function priceCredits(
	facts: CommissionFacts,
	plan: Plan,
	programme: Programme,
	base: CommissionBase,
): PricedCredits {
	const { credits } = facts.attribution;
	const terms: PricingTerms = {
		facts,
		plan,
		programme,
		base,
		lockedRate: facts.order.currency === programme.currency ? null : facts.context.exchangeRate,
		weights: splitWeights(plan.split, credits),
	};
	const creditedBases = allocateMoney(
		inProgrammeCurrency(base.total, terms),
		terms.weights.map(BigInt),
	);
	const earned = credits.map((credit, index) =>
		earnedCredit(credit, creditedBases[index] ?? zeroMoney(programme.currency), terms),
	);
	const shared = shareCredits(earned, terms);
	const levels = shared.priced.map((entry) => levelLines(entry, terms));
	const capped = capOrder(
		[...shared.priced.flatMap(({ line }) => line ?? []), ...levels.flatMap(({ lines }) => lines)],
		plan,
	);
	return {
		lines: capped.lines,
		total: sumMoney(
			capped.lines.map(({ amount }) => amount),
			programme.currency,
		),
		holdDays: holdDaysOf(plan, earned),
		retroactive: retroactiveTiers(shared.priced, capped.lines),
		trace: uniqueSteps([
			...earned.flatMap(({ earning }) => earning.trace),
			...shared.trace,
			...levels.flatMap(({ trace }) => trace),
			...capped.lines.map(({ sentence }) => ({ rule: 'amount', text: sentence })),
			...capped.trace,
		]),
	};
}

function earnedCredit(credit: Credit, creditedBase: Money, terms: PricingTerms): EarnedCredit {
	const { facts, plan, base, lockedRate } = terms;
	const { order, context } = facts;
	const standing = {
		affiliateId: credit.affiliateId,
		orderedAt: order.createdAt,
		creditedBase,
		metrics: context.metrics,
		event: order.action ?? 'order',
	};
	const look = {
		order,
		credit,
		context,
		base: inProgrammeCurrency(base.total, terms),
		total: inProgrammeCurrency(order.totals.total, terms),
	};
	const earning = earningOf(plan, base, look, standing, {
		currency: order.currency,
		lockedRate,
		isCapped: plan.isCappedAtBase && order.action === null,
	});
	return { credit, standing, earning };
}

/** Of each credit's earning its own share; where rates differ the trace says whose rates these are. */
function shareCredits(
	earned: readonly EarnedCredit[],
	terms: PricingTerms,
): { priced: PricedCredit[]; trace: TraceStep[] } {
	const { facts, plan } = terms;
	const wholes = earned.map(({ earning }) => inProgrammeCurrency(earning.total, terms));
	const areAlike = new Set(wholes.map(({ amountMinor }) => amountMinor)).size === 1;
	const trace: TraceStep[] = [];
	const priced = earned.map((entry, index): PricedCredit => {
		const whole = wholes[index] ?? zeroMoney(terms.programme.currency);
		const shares = shareAmong(whole, plan.split, facts.attribution.credits);
		const whose = areAlike ? '' : `At the rates of ${entry.credit.affiliateCode}: `;
		trace.push(...shares.trace.map((step) => ({ ...step, text: `${whose}${step.text}` })));
		const weight = terms.weights[index] ?? 0;
		if (weight === 0) return { ...entry, line: null };
		const share = {
			amount: shares.amounts[index] ?? zeroMoney(whole.currency),
			orderAmount: inProportion(entry.earning.total, [...shares.amounts, shares.house], index),
			weight,
		};
		return { ...entry, line: creditLine(entry.credit, entry.earning, share, terms) };
	});
	return { priced, trace };
}

/** The part of a whole that one of several amounts, maybe of another currency, stands for. */
function inProportion(whole: Money, amounts: readonly Money[], index: number): Money {
	const zero = zeroMoney(whole.currency);
	if (amounts.every(isZeroMoney)) return zero;
	const parts = allocateMoney(
		whole,
		amounts.map(({ amountMinor }) => amountMinor),
	);
	return parts[index] ?? zero;
}

/** The longest hold of the rates that apply (C25). */
function holdDaysOf(plan: Plan, earned: readonly EarnedCredit[]): number {
	const days = earned.flatMap(({ earning }) =>
		earning.applied.map(({ candidate }) => candidate.holdDays ?? plan.holdDays),
	);
	return days.length === 0 ? plan.holdDays : Math.max(...days);
}

/** Credits that are priced alike give the same steps; they differ by their text nearly always. */
function uniqueSteps(steps: readonly TraceStep[]): TraceStep[] {
	const byText = new Map<string, TraceStep[]>();
	return steps.filter((step) => {
		const alike = byText.get(step.text);
		if (alike === undefined) {
			byText.set(step.text, [step]);
			return true;
		}
		if (alike.some((known) => isSameStep(known, step))) return false;
		alike.push(step);
		return true;
	});
}

function isSameStep(a: TraceStep, b: TraceStep): boolean {
	return a.rule === b.rule && JSON.stringify(a.inputs) === JSON.stringify(b.inputs);
}
