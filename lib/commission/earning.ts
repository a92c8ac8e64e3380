import {
	compareExact,
	exactMoney,
	multiplyExact,
	roundExact,
	sumExact,
	zeroMoney,
	type ExactMoney,
	type Money,
} from '../kernel';
import type { Plan } from '../model/plan';
import type { TraceStep } from '../model/trace';
import type { CommissionBase, CountedLine } from './commission-base';
import type { LinearRate } from './rates/linear-rate';
import { resolveRate } from './rates/resolve-rate';
import type { Standing } from './rates/tier-levels';
import { valueRate, type RateValue, type ValueTerms } from './rates/value-rate';
import { choiceTrace, type LineChoice } from './rules/choice-trace';
import { chooseRates, type LineValue } from './rules/choose-rates';
import type { Candidate } from './rules/compile-plan';
import { matchLines } from './rules/match-lines';
import type { LookFacts } from './rules/order-fields';

/** A rate that is paid, with the lines it is paid for. */
export interface AppliedRate {
	readonly candidate: Candidate;
	/** Null below the lowest tier. */
	readonly rate: LinearRate | null;
	readonly limit: RateValue['limit'];
	readonly lines: readonly CountedLine[];
	/** How many lines it could have been paid for. */
	readonly matchingCount: number;
}

/** What the whole order earns at one credit's rates, before it is shared. */
export interface Earning {
	/** In the currency of the order, rounded once (C4). */
	readonly total: Money;
	/** Exact, in the order of the counted lines; they sum to what was rounded. */
	readonly byLine: readonly ExactMoney[];
	readonly applied: readonly AppliedRate[];
	/** Whether rates that are added came to more than the base (C8). */
	readonly isCutToBase: boolean;
	readonly trace: readonly TraceStep[];
}

interface Valued {
	readonly rate: LinearRate | null;
	readonly limit: RateValue['limit'];
	readonly matching: readonly number[];
	/** By index of the counted line. */
	readonly values: ReadonlyMap<number, ExactMoney>;
	readonly trace: readonly TraceStep[];
}

/**
 * Prices the whole order for one credit: matches, chooses and resolves the rates line by line, sums
 * them exactly and rounds once (C4–C9).
 */
export function earningOf(
	plan: Plan,
	base: CommissionBase,
	look: LookFacts,
	standing: Standing,
	terms: ValueTerms,
): Earning {
	const lines = base.counted;
	const candidates = matchLines(plan, lines, look);
	const valued = valuer(lines, candidates, standing, terms);
	const nothing = exactMoney(zeroMoney(terms.currency));
	const valueOf: LineValue = (candidate, index) => valued(candidate).values.get(index) ?? nothing;
	const choices = candidates.map((list, index): LineChoice => ({
		candidates: list,
		chosen: chooseRates(plan.ruleMode, list, index, valueOf),
	}));
	const paid = choices.map(({ chosen }, index) =>
		sumExact(
			chosen.map((candidate) => valueOf(candidate, index)),
			terms.currency,
		),
	);
	const sum = sumExact(paid, terms.currency);
	const most = exactMoney(base.total);
	const isCutToBase = terms.isCapped && compareExact(sum, most) > 0;
	const applied = appliedRates(lines, choices, valued);
	return {
		total: roundExact(isCutToBase ? most : positive(sum), plan.rounding),
		byLine: isCutToBase ? scaled(paid, sum, most) : paid,
		applied,
		isCutToBase,
		trace: [
			...choiceTrace(plan, lines, choices, valueOf),
			...applied.flatMap(({ candidate }) => valued(candidate).trace),
		],
	};
}

/** Prices a candidate over all lines it matches, once and only when it is asked for. */
function valuer(
	lines: readonly CountedLine[],
	candidates: ReadonlyArray<readonly Candidate[]>,
	standing: Standing,
	terms: ValueTerms,
): (candidate: Candidate) => Valued {
	const matching = new Map<Candidate, number[]>();
	for (const [index, list] of candidates.entries()) {
		for (const candidate of list) {
			const known = matching.get(candidate);
			if (known === undefined) matching.set(candidate, [index]);
			else known.push(index);
		}
	}
	const done = new Map<Candidate, Valued>();
	return (candidate) => {
		const known = done.get(candidate);
		if (known !== undefined) return known;
		const valued = valueCandidate(candidate, matching.get(candidate) ?? [], lines, standing, terms);
		done.set(candidate, valued);
		return valued;
	};
}

function valueCandidate(
	candidate: Candidate,
	matching: readonly number[],
	lines: readonly CountedLine[],
	standing: Standing,
	terms: ValueTerms,
): Valued {
	const { rate, trace } = resolveRate(candidate.rate, standing);
	if (rate === null) return { rate, limit: null, matching, values: new Map(), trace };
	const own = matching.flatMap((index) => lines[index] ?? []);
	const { values, limit } = valueRate(rate, own, terms);
	return {
		rate,
		limit,
		matching,
		values: new Map(
			matching.flatMap((index, place): Array<[number, ExactMoney]> => {
				const value = values[place];
				return value === undefined ? [] : [[index, value]];
			}),
		),
		trace,
	};
}

/** In the order in which their first lines stand, those of one line by precedence. */
function appliedRates(
	lines: readonly CountedLine[],
	choices: readonly LineChoice[],
	valued: (candidate: Candidate) => Valued,
): AppliedRate[] {
	const paidFor = new Map<Candidate, CountedLine[]>();
	for (const [index, { chosen }] of choices.entries()) {
		const line = lines[index];
		for (const candidate of line === undefined ? [] : chosen) {
			const known = paidFor.get(candidate);
			if (known === undefined) paidFor.set(candidate, line === undefined ? [] : [line]);
			else if (line !== undefined) known.push(line);
		}
	}
	return [...paidFor].map(([candidate, own]) => {
		const { rate, limit, matching } = valued(candidate);
		return { candidate, rate, limit, lines: own, matchingCount: matching.length };
	});
}

function scaled(values: readonly ExactMoney[], sum: ExactMoney, target: ExactMoney): ExactMoney[] {
	const factor = {
		numerator: target.numerator * sum.denominator,
		denominator: target.denominator * sum.numerator,
	};
	return values.map((value) => multiplyExact(value, factor));
}

function positive(value: ExactMoney): ExactMoney {
	return value.numerator < 0n ? { ...value, numerator: 0n } : value;
}
