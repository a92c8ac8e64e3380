import { formatMoney, rateFromPercent, type Rate } from '../../kernel';
import type { FlatRate } from '../../model/plan';
import type { TieredRate } from '../../model/plan/rate';
import { joinWords } from '../describe-base';
import { linearRate, type ResolvedRate } from './linear-rate';
import { levelMoney, tierBounds, tierLevels, type Standing } from './tier-levels';
import { describeWindow } from './tier-window';

/** The part of the order that lies in one tier. */
interface Piece {
	readonly rate: FlatRate;
	readonly part: bigint;
	/** Whether the order begins in this tier. */
	readonly isFirst: boolean;
}

/**
 * Marginal tiers on revenue (C9): the stretch from what was reached to what is reached with this
 * order is cut at the bounds of the tiers, and each piece earns its tier's percentage. All lines of
 * the order lie over the stretch alike. Fixed amounts and bounds per order are those of the tier in
 * which the order begins.
 */
export function marginalRate(rate: TieredRate, standing: Standing): ResolvedRate {
	const { currency } = standing.creditedBase;
	const { before, after } = tierLevels(rate, standing);
	const bounds = tierBounds(rate, currency);
	const pieces = bounds.flatMap(({ from, tier }, index): Piece[] => {
		const until = bounds[index + 1]?.from ?? after;
		const part = lesser(until, after) - greater(from, before);
		return part > 0n ? [{ rate: tier.rate, part, isFirst: from <= before }] : [];
	});
	const stretch =
		`From ${formatMoney(levelMoney(before, currency))} to ` +
		`${formatMoney(levelMoney(after, currency))} ${describeWindow(rate)}`;
	if (pieces.length === 0) {
		return {
			rate: null,
			trace: [{ rule: 'tier', text: `${stretch}: below the lowest tier.` }],
		};
	}
	const texts = pieces.map(
		(piece) =>
			`${formatMoney(levelMoney(piece.part, currency))} at ${wordsOf(piece, standing.event)}`,
	);
	const first = pieces.find(({ isFirst }) => isFirst);
	const beginning = first === undefined ? null : linearRate(first.rate, standing.event);
	return {
		rate: {
			ofBase: percentOf(pieces, after - before),
			perOrder: beginning?.perOrder ?? null,
			perUnit: beginning?.perUnit ?? null,
			minimum: beginning?.minimum ?? null,
			maximum: beginning?.maximum ?? null,
			words: describeRates(pieces, standing.event),
		},
		trace: [{ rule: 'tier', text: `${stretch}: ${joinWords(texts)}.` }],
	};
}

/** Σ percentage × piece / stretch, as one exact fraction of the base; null without a percentage. */
function percentOf(pieces: readonly Piece[], stretch: bigint): Rate | null {
	const rated = pieces.flatMap(({ rate, part }) =>
		rate.type === 'percentage' ? [{ percent: rateFromPercent(rate.percent), part }] : [],
	);
	if (rated.length === 0) return null;
	return rated.reduce<Rate>(
		(sum, { percent, part }) => ({
			numerator:
				sum.numerator * percent.denominator * stretch + percent.numerator * part * sum.denominator,
			denominator: sum.denominator * percent.denominator * stretch,
		}),
		{ numerator: 0n, denominator: 1n },
	);
}

function describeRates(pieces: readonly Piece[], event: string): string {
	const words = pieces
		.filter(({ rate, isFirst }) => isFirst || rate.type === 'percentage')
		.map((piece) => wordsOf(piece, event));
	return words.length > 1 ? `${joinWords(words)} in tiers` : (words[0] ?? '0 %');
}

function wordsOf({ rate, isFirst }: Piece, event: string): string {
	if (isFirst || rate.type === 'percentage') return linearRate(rate, event).words;
	return 'nothing, because the fixed amount is for orders that begin there';
}

function lesser(a: bigint, b: bigint): bigint {
	return a < b ? a : b;
}

function greater(a: bigint, b: bigint): bigint {
	return a > b ? a : b;
}
