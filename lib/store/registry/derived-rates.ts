import { rateFromDecimal, roundQuotient, type Rate } from '../../kernel';
import type { ExchangeRate } from '../../ports/store-records';

const SIGNIFICANT_DIGITS = 12;

/** What rates of the model hold at most. */
const MAXIMUM_DECIMALS = 18;
const MAXIMUM_WHOLE_DIGITS = 12;

/** One way from one currency to another: a stored rate, or the inverse of one. */
interface Leg {
	readonly to: string;
	readonly rate: Rate;
	readonly isInverse: boolean;
	readonly stored: ExchangeRate;
}

/** The rate the other way round; null where that cannot be told in digits. */
export function inverseRate(stored: ExchangeRate): ExchangeRate | null {
	const rate = decimalOf(inverted(rateFromDecimal(stored.rate)));
	if (rate === null) return null;
	const { asOf, source } = stored;
	return { from: stored.to, to: stored.from, rate, asOf, source: `${source} (inverse)` };
}

/**
 * A rate over one common currency, from the rates around each side. Of several, the one whose
 * older side is newest; then one with both sides from one day, and from one source.
 */
export function crossRate(
	from: string,
	to: string,
	aroundFrom: readonly ExchangeRate[],
	aroundTo: readonly ExchangeRate[],
): ExchangeRate | null {
	const firstLegs = legsFrom(from, aroundFrom);
	const lastLegs = legsFrom(to, aroundTo);
	const candidates = [...firstLegs.keys()].sort().flatMap((currency) => {
		const pair = bestPair(firstLegs.get(currency) ?? [], lastLegs.get(currency) ?? []);
		return pair === null ? [] : [pair];
	});
	const [best] = candidates.sort(
		(a, b) =>
			newestFirst(olderAsOf(a), olderAsOf(b)) ||
			Number(isOneDay(b)) - Number(isOneDay(a)) ||
			Number(isOneSource(b)) - Number(isOneSource(a)),
	);
	if (best === undefined) return null;
	const [first, last] = best;
	const rate = decimalOf(product(first.rate, inverted(last.rate)));
	if (rate === null) return null;
	const sources = [...new Set(best.map(({ stored }) => stored.source))].join(' + ');
	return { from, to, rate, asOf: olderAsOf(best), source: `${sources} (via ${first.to})` };
}

type Pair = readonly [Leg, Leg];

/** The newest of both sides; where one is newer, its rate of the older one's day if there is one. */
function bestPair(first: readonly Leg[], last: readonly Leg[]): Pair | null {
	const [newestFirstLeg] = first;
	const [newestLastLeg] = last;
	if (newestFirstLeg === undefined || newestLastLeg === undefined) return null;
	const older =
		newestFirstLeg.stored.asOf < newestLastLeg.stored.asOf ? newestFirstLeg : newestLastLeg;
	const matching = (legs: readonly Leg[]): Leg | undefined => {
		const ofDay = legs.filter((leg) => dayOf(leg) === dayOf(older));
		return ofDay.find((leg) => leg.stored.source === older.stored.source) ?? ofDay[0];
	};
	if (older === newestFirstLeg) return [older, matching(last) ?? newestLastLeg];
	return [matching(first) ?? newestFirstLeg, older];
}

/** Ways from a currency by where they lead, newest first; of one moment, a stored rate first. */
function legsFrom(currency: string, around: readonly ExchangeRate[]): Map<string, Leg[]> {
	const legs = new Map<string, Leg[]>();
	for (const stored of around) {
		const isInverse = stored.to === currency;
		const rate = rateFromDecimal(stored.rate);
		if (rate.numerator <= 0n) continue;
		const to = isInverse ? stored.from : stored.to;
		const leg = { to, rate: isInverse ? inverted(rate) : rate, isInverse, stored };
		legs.set(to, [...(legs.get(to) ?? []), leg]);
	}
	for (const list of legs.values()) {
		list.sort(
			(a, b) =>
				newestFirst(a.stored.asOf, b.stored.asOf) || Number(a.isInverse) - Number(b.isInverse),
		);
	}
	return legs;
}

function newestFirst(a: string, b: string): number {
	if (a === b) return 0;
	return a > b ? -1 : 1;
}

function olderAsOf([first, last]: Pair): string {
	return first.stored.asOf < last.stored.asOf ? first.stored.asOf : last.stored.asOf;
}

function isOneDay([first, last]: Pair): boolean {
	return dayOf(first) === dayOf(last);
}

function isOneSource([first, last]: Pair): boolean {
	return first.stored.source === last.stored.source;
}

function dayOf({ stored }: Leg): string {
	return stored.asOf.slice(0, 10);
}

function inverted({ numerator, denominator }: Rate): Rate {
	return { numerator: denominator, denominator: numerator };
}

function product(a: Rate, b: Rate): Rate {
	return {
		numerator: a.numerator * b.numerator,
		denominator: a.denominator * b.denominator,
	};
}

/**
 * Decimal text with 12 significant digits, rounded half up, without trailing zeros. Null for what
 * is no rate: zero, a division by zero, or out of what the model holds.
 */
function decimalOf({ numerator, denominator }: Rate): string | null {
	if (numerator <= 0n || denominator <= 0n) return null;
	const decimals = Math.min(
		MAXIMUM_DECIMALS,
		SIGNIFICANT_DIGITS - wholeDigits(numerator, denominator),
	);
	const isWhole = decimals <= 0;
	const scaled = roundQuotient(
		isWhole ? numerator : numerator * 10n ** BigInt(decimals),
		isWhole ? denominator * 10n ** BigInt(-decimals) : denominator,
		'half_up',
	);
	const digits = isWhole
		? `${scaled}${'0'.repeat(-decimals)}`
		: withPoint(scaled.toString(), decimals);
	const whole = digits.split('.')[0] ?? '';
	return scaled === 0n || whole.length > MAXIMUM_WHOLE_DIGITS ? null : digits;
}

/** Digits before the point: 3 for 123.4, 0 for 0.5, −2 for 0.001. */
function wholeDigits(numerator: bigint, denominator: bigint): number {
	let digits = numerator.toString().length - denominator.toString().length;
	const scaled = (exponent: number) =>
		exponent >= 0
			? [numerator, denominator * 10n ** BigInt(exponent)]
			: [numerator * 10n ** BigInt(-exponent), denominator];
	const [above = 0n, below = 1n] = scaled(digits);
	if (above >= below) digits += 1;
	return digits;
}

function withPoint(digits: string, decimals: number): string {
	const padded = digits.padStart(decimals + 1, '0');
	const fraction = padded.slice(-decimals).replace(/0+$/, '');
	const whole = padded.slice(0, -decimals);
	return fraction === '' ? whole : `${whole}.${fraction}`;
}
