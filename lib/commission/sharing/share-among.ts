import {
	allocateMoney,
	compareMoney,
	formatMoney,
	isZeroMoney,
	money,
	sumMoney,
	zeroMoney,
	type Money,
} from '../../kernel';
import type { Credit } from '../../model/credit';
import type { PlanSplit } from '../../model/plan/sharing';
import type { TraceStep } from '../../model/trace';
import { splitWeights } from './split-weights';

export interface Shares {
	/** In the order of the credits. */
	readonly amounts: Money[];
	/** What stays with the merchant because it was below the minimum. */
	readonly house: Money;
	readonly trace: TraceStep[];
}

/**
 * Shares one amount among the credited affiliates (C15). The amounts and `house` always sum to
 * `total`. A minimum share must be in the currency of `total`; throws `currency_mismatch`.
 */
export function shareAmong(
	total: Money,
	split: PlanSplit | null,
	credits: readonly Credit[],
): Shares {
	const nothing = zeroMoney(total.currency);
	if (credits.length === 0) return { amounts: [], house: total, trace: [] };
	const weights = splitWeights(split, credits).map(BigInt);
	const amounts = allocateMoney(total, weights);
	const trace = splitTrace(total, split, credits, amounts);
	const minimum = split?.minimumShare ?? null;
	if (split === null || minimum === null || isZeroMoney(total)) {
		return { amounts, house: nothing, trace };
	}
	const isSmall = amounts.map((amount) => compareMoney(absolute(amount), minimum) < 0);
	if (!isSmall.includes(true)) return { amounts, house: nothing, trace };
	const mended =
		split.belowMinimum === 'house'
			? amounts.map((amount, index) => (isSmall[index] === true ? nothing : amount))
			: allocateMoney(total, weightsOfOthers(weights, amounts, isSmall));
	const small = credits
		.filter((_credit, index) => isSmall[index] === true && !isZeroMoney(amounts[index] ?? nothing))
		.map(({ affiliateCode }) => affiliateCode);
	const house = money(
		total.amountMinor - sumMoney(mended, total.currency).amountMinor,
		total.currency,
	);
	if (small.length > 0) trace.push(minimumStep(small, minimum, house));
	return { amounts: mended, house, trace };
}

/** Small shares go to the others; where all are small the largest one takes everything. */
function weightsOfOthers(
	weights: readonly bigint[],
	amounts: readonly Money[],
	isSmall: readonly boolean[],
): bigint[] {
	if (isSmall.includes(false)) {
		return weights.map((weight, index) => (isSmall[index] === true ? 0n : weight));
	}
	const sizes = amounts.map((amount) => absolute(amount).amountMinor);
	const largest = sizes.reduce(
		(best, size, index) => (size > (sizes[best] ?? 0n) ? index : best),
		0,
	);
	return weights.map((_weight, index) => (index === largest ? 1n : 0n));
}

function absolute(value: Money): Money {
	return value.amountMinor < 0n ? money(-value.amountMinor, value.currency) : value;
}

function splitTrace(
	total: Money,
	split: PlanSplit | null,
	credits: readonly Credit[],
	amounts: readonly Money[],
): TraceStep[] {
	if (credits.length < 2) return [];
	const how =
		split?.mode === 'bonuses'
			? `${split.firstPercent} % to the first, ${split.lastPercent} % to the last, the rest equally to all`
			: 'as the attribution weighs';
	const parts = credits.map(({ affiliateCode }, index) => {
		const amount = amounts[index];
		return `${affiliateCode} ${amount === undefined ? '' : formatMoney(amount)}`;
	});
	return [
		{
			rule: 'split',
			text: `${formatMoney(total)} is shared among ${credits.length} affiliates, ${how}: ${parts.join(', ')}.`,
		},
	];
}

function minimumStep(small: readonly string[], minimum: Money, house: Money): TraceStep {
	const where = isZeroMoney(house)
		? 'it goes to the other affiliates'
		: `${formatMoney(house)} stays with the merchant`;
	return {
		rule: 'split',
		text: `The share of ${small.join(', ')} is below the minimum of ${formatMoney(minimum)}; ${where}.`,
	};
}
