import {
	AffiliateError,
	compareExact,
	convertExact,
	exactMoney,
	multiplyExact,
	rateFromDecimal,
	sumExact,
	type ExactMoney,
	type Money,
	type Rate,
} from '../../kernel';
import type { LockedRate } from '../../model/commission';
import type { CountedLine } from '../commission-base';
import type { LinearRate } from './linear-rate';

/** What holds for every rate of one order. */
export interface ValueTerms {
	/** Of the order. */
	readonly currency: string;
	/** Null where order and programme have the same currency. */
	readonly lockedRate: LockedRate | null;
	/** Whether nothing may be more than its base (C8). */
	readonly isCapped: boolean;
}

/** What a rate pays on the lines it applies to, exactly and in the currency of the order. */
export interface RateValue {
	/** In the order of the lines. */
	readonly values: readonly ExactMoney[];
	/** What its bounds or the base changed; null when nothing did. */
	readonly limit: 'minimum' | 'maximum' | 'base' | null;
}

/**
 * Prices lines at one rate without rounding (C4). A percentage is of each line's base, an amount
 * per order is spread over the lines in proportion to their base (equally where there is none), an
 * amount per piece goes with the quantity. Then minimum and maximum, then the cap at the base (C8).
 */
export function valueRate(
	rate: LinearRate,
	lines: readonly CountedLine[],
	terms: ValueTerms,
): RateValue {
	const bases = lines.map(({ base }) => atLeastZero(exactMoney(base)));
	const shares = sharesOf(bases);
	const raw = lines.map((line, index) => rawValue(rate, line, shares[index], terms));
	const isPerLine = terms.isCapped && rate.perUnit !== null;
	const values = isPerLine ? raw.map((value, index) => lesser(value, bases[index] ?? value)) : raw;
	const total = sumExact(values, terms.currency);
	const bounded = bound(total, rate, terms);
	const whole = sumExact(bases, terms.currency);
	const isCut = terms.isCapped && compareExact(bounded.total, whole) > 0;
	const isCutPerLine = values.some((value, index) => value !== raw[index]);
	return {
		values: spread(values, total, isCut ? whole : atLeastZero(bounded.total), shares),
		limit: isCut || (isCutPerLine && bounded.limit === null) ? 'base' : bounded.limit,
	};
}

function rawValue(
	{ ofBase, perOrder, perUnit }: LinearRate,
	{ base, quantity }: CountedLine,
	share: Rate | undefined,
	terms: ValueTerms,
): ExactMoney {
	const parts: ExactMoney[] = [];
	if (ofBase !== null) parts.push(multiplyExact(exactMoney(base), ofBase));
	if (perOrder !== null && share !== undefined) {
		parts.push(multiplyExact(inOrderCurrency(perOrder, terms), share));
	}
	if (perUnit !== null) {
		const pieces = { numerator: quantity, denominator: 1n };
		parts.push(multiplyExact(inOrderCurrency(perUnit, terms), pieces));
	}
	return sumExact(parts, terms.currency);
}

/** Each line's part of the whole: by base, or equally when the lines have none. */
function sharesOf(bases: readonly ExactMoney[]): Rate[] {
	const whole = bases.reduce((sum, { numerator }) => sum + numerator, 0n);
	return whole === 0n
		? bases.map(() => ({ numerator: 1n, denominator: BigInt(bases.length) }))
		: bases.map(({ numerator }) => ({ numerator, denominator: whole }));
}

function bound(
	total: ExactMoney,
	{ minimum, maximum }: LinearRate,
	terms: ValueTerms,
): { total: ExactMoney; limit: 'minimum' | 'maximum' | null } {
	const least = minimum === null ? total : inOrderCurrency(minimum, terms);
	const most = maximum === null ? null : inOrderCurrency(maximum, terms);
	if (most !== null && compareExact(total, most) > 0) return { total: most, limit: 'maximum' };
	if (compareExact(total, least) >= 0) return { total, limit: null };
	return most !== null && compareExact(least, most) > 0
		? { total: most, limit: 'maximum' }
		: { total: least, limit: 'minimum' };
}

/** Scales the values so that they sum to the target; without values by share. */
function spread(
	values: readonly ExactMoney[],
	total: ExactMoney,
	target: ExactMoney,
	shares: readonly Rate[],
): readonly ExactMoney[] {
	if (compareExact(total, target) === 0) return values;
	if (total.numerator <= 0n) return shares.map((share) => multiplyExact(target, share));
	const factor = {
		numerator: target.numerator * total.denominator,
		denominator: target.denominator * total.numerator,
	};
	return values.map((value) => multiplyExact(value, factor));
}

/**
 * An amount of the plan in the currency of the order, by the inverse of the locked rate. Throws
 * `currency_mismatch` for an amount in a third currency.
 */
export function inOrderCurrency(amount: Money, { currency, lockedRate }: ValueTerms): ExactMoney {
	if (amount.currency === currency) return exactMoney(amount);
	if (lockedRate?.to !== amount.currency) {
		throw new AffiliateError(
			`An amount of the plan is in ${amount.currency}, which is neither the currency of the ` +
				`order (${currency}) nor the programme's`,
			{
				code: 'currency_mismatch',
				hint: 'Write the amounts of a plan in the currency of its programme.',
			},
		);
	}
	const { numerator, denominator } = rateFromDecimal(lockedRate.rate);
	return convertExact(
		exactMoney(amount),
		{ numerator: denominator, denominator: numerator },
		currency,
	);
}

function atLeastZero(value: ExactMoney): ExactMoney {
	return value.numerator < 0n ? { ...value, numerator: 0n } : value;
}

function lesser(a: ExactMoney, b: ExactMoney): ExactMoney {
	return compareExact(a, b) <= 0 ? a : b;
}
