import {
	allocateMoney,
	canonicalJson,
	convertMoney,
	formatMoney,
	rateFromDecimal,
	sumMoney,
	zeroMoney,
	type Money,
} from '../kernel';
import { toJson } from '../model/json';
import type { CommissionLine, LockedRate } from '../model/commission';
import type { Credit } from '../model/credit';
import type { FlatRate, Plan } from '../model/plan';
import type { Programme } from '../model/programme';
import type { TraceStep } from '../model/trace';
import { applyFlatRate, type AppliedRate } from './apply-flat-rate';
import { chooseRate } from './choose-rate';
import type { CommissionBase } from './commission-base';
import type { CommissionFacts } from './commission-facts';
import { describeBase } from './describe-base';
import { resolveTier } from './resolve-tier';

interface RatedCredit {
	readonly credit: Credit;
	readonly rate: FlatRate | null;
}

interface PricedCredits {
	readonly lines: CommissionLine[];
	readonly total: Money;
	readonly trace: TraceStep[];
}

/**
 * Prices every credit. All credits with the same rate share one amount by largest remainder, so
 * that a split order pays exactly what an unsplit one would (C15).
 */
export function priceCredits(
	facts: CommissionFacts,
	plan: Plan,
	programme: Programme,
	base: CommissionBase,
): PricedCredits {
	const { credits } = facts.attribution;
	const lockedRate = facts.order.currency === programme.currency ? null : facts.exchangeRate;
	const programmeBase = convert(base.total, programme.currency, lockedRate, plan);
	const trace: TraceStep[] = [];
	const rated = credits.map((credit): RatedCredit => {
		const chosen = chooseRate(plan, credit.affiliateId, facts.order.createdAt);
		const metrics = facts.metrics.get(credit.affiliateId) ?? {
			revenue: zeroMoney(programme.currency),
			sales: 0,
		};
		const resolved = resolveTier(chosen.rate, metrics, programmeBase);
		trace.push(chosen.trace, ...resolved.trace);
		return { credit, rate: resolved.rate };
	});
	const lines = rated.map((entry, index) =>
		lineFor(entry, index, { credits, plan, programme, base, lockedRate }),
	);
	const kept = lines.filter((line) => line !== null);
	trace.push(...kept.map((line) => ({ rule: 'amount', text: line.sentence })));
	const total = sumMoney(
		kept.map((line) => line.amount),
		programme.currency,
	);
	return { lines: kept, total, trace: uniqueSteps(trace) };
}

interface LineContext {
	readonly credits: readonly Credit[];
	readonly plan: Plan;
	readonly programme: Programme;
	readonly base: CommissionBase;
	readonly lockedRate: LockedRate | null;
}

function lineFor(
	{ credit, rate }: RatedCredit,
	index: number,
	context: LineContext,
): CommissionLine | null {
	if (rate === null) return null;
	const { credits, plan, programme, base, lockedRate } = context;
	const whole = applyFlatRate(rate, base.total, plan.rounding, lockedRate?.rate ?? null);
	const wholeBooked = convert(whole.amount, programme.currency, lockedRate, plan);
	const weights = credits.map(({ weight }) => BigInt(weight));
	const orderAmount = allocateMoney(whole.amount, weights)[index] ?? whole.amount;
	const amount = allocateMoney(wholeBooked, weights)[index] ?? wholeBooked;
	const weightTotal = credits.reduce((sum, { weight }) => sum + weight, 0);
	return {
		affiliateId: credit.affiliateId,
		affiliateCode: credit.affiliateCode,
		kind: 'sale',
		amount,
		orderAmount,
		base: base.total,
		weight: credit.weight,
		weightTotal,
		rate: whole.words,
		lockedRate,
		sentence: sentenceOf(
			{ whole, orderAmount, amount, weight: credit.weight, weightTotal },
			context,
		),
	};
}

interface SentenceParts {
	readonly whole: AppliedRate;
	readonly orderAmount: Money;
	readonly amount: Money;
	readonly weight: number;
	readonly weightTotal: number;
}

/** "12.5 % of 87.20 EUR (99.90 − 12.70 discount, …) = 10.90 EUR, plan ‘Standard’ v1" */
function sentenceOf(
	{ whole, orderAmount, amount, weight, weightTotal }: SentenceParts,
	{ base, plan, lockedRate }: LineContext,
): string {
	const ofBase = `${formatMoney(base.total)} (${describeBase(base, plan)})`;
	const computed = whole.words.endsWith('%')
		? `${whole.words} of ${ofBase} = ${formatMoney(whole.amount)}`
		: `${whole.words} on a base of ${ofBase}${whole.isCapped ? ', cut to the base,' : ''} = ${formatMoney(whole.amount)}`;
	const share =
		weight === weightTotal
			? ''
			: `, of which ${weight}/${weightTotal} = ${formatMoney(orderAmount)}`;
	const converted =
		lockedRate === null
			? ''
			: `, at ${lockedRate.rate} ${lockedRate.to} per ${lockedRate.from} ` +
				`(${lockedRate.source}, ${lockedRate.asOf.slice(0, 10)}) = ${formatMoney(amount)}`;
	return `${computed}${share}${converted}, plan ‘${plan.name}’ v${plan.version}`;
}

function convert(value: Money, currency: string, lockedRate: LockedRate | null, plan: Plan): Money {
	if (lockedRate === null) return value;
	return convertMoney(value, rateFromDecimal(lockedRate.rate), currency, plan.rounding);
}

function uniqueSteps(steps: readonly TraceStep[]): TraceStep[] {
	const seen = new Map(steps.map((step) => [canonicalJson(toJson(step)), step]));
	return [...seen.values()];
}
