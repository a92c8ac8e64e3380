import {
	addMoney,
	compareMoney,
	isZeroMoney,
	maxMoney,
	minMoney,
	money,
	roundQuotient,
	sumMoney,
	zeroMoney,
	type Money,
} from '../kernel';
import type { CommissionLine, RecordedCommission } from '../model/commission';
import type { CommissionAdjustment } from '../ports/ledger-store';

/** Every adjustment of an order's commissions, as read before; undefined: not read. */
export type ReadAdjustments = readonly CommissionAdjustment[] | undefined;

/** Whether the adjustments are all there is now: an entry meanwhile makes the decision void. */
export function areUpToDate(
	commissions: readonly RecordedCommission[],
	adjustments: ReadAdjustments,
): boolean {
	if (adjustments === undefined) return true;
	return commissions.every(
		(commission) => compareMoney(sumOf(commission, adjustments), commission.adjusted) === 0,
	);
}

/**
 * What a commission should earn once its order is priced again under the terms it was booked by.
 * The latest re-rating stays in proportion (15 % instead of 10 % stays 15 %), a correction by hand
 * stays as it is, and nothing goes below zero.
 */
export function earnedAfterEdit(
	commission: RecordedCommission,
	priced: CommissionLine,
	adjustments: ReadAdjustments,
): Money {
	const rated = asReRated(commission, priced, adjustments ?? []);
	return notBelowZero(addMoney(rated, manualSum(commission, priced, adjustments)));
}

/**
 * What a commission should earn once its order is credited otherwise: for whoever still has a part
 * as after an edit. Whoever has none any more loses corrections by hand with it, and has them again
 * with the credit; a correction that was made after the loss stays.
 */
export function earnedAfterReAttribution(
	commission: RecordedCommission,
	priced: CommissionLine,
	adjustments: ReadAdjustments,
	hasPart: boolean,
): Money {
	if (hasPart || lossOf(commission, adjustments) !== null) {
		return earnedAfterEdit(commission, priced, adjustments);
	}
	return zeroMoney(commission.amount.currency);
}

/** The computation that holds now; null where the adjustments were not read. */
export function presentLine(
	{ commissionId, line }: RecordedCommission,
	adjustments: ReadAdjustments,
): CommissionLine | null {
	if (adjustments === undefined) return null;
	const own = adjustments.filter((entry) => entry.commissionId === commissionId);
	return own.findLast(({ kind }) => kind !== 'manual')?.line ?? line;
}

/** Adjustments after which a line holds that the first terms gave. */
const PRICED_ANEW: ReadonlySet<CommissionAdjustment['kind']> = new Set(['edit', 're_attribution']);

/**
 * The line under the terms it was re-rated to last: by as much as these made of it then, before
 * caps. Where the first terms paid nothing, by the base. A cap that cuts the line leaves no more.
 */
function asReRated(
	{ commissionId, line: booked }: RecordedCommission,
	priced: CommissionLine,
	adjustments: readonly CommissionAdjustment[],
): Money {
	const own = adjustments.filter((entry) => entry.commissionId === commissionId);
	const last = own.findLastIndex(({ kind }) => kind === 're_rate');
	const reRated = own[last]?.line;
	if (reRated === undefined) return priced.amount;
	const before = own.slice(0, last).findLast(({ kind }) => PRICED_ANEW.has(kind))?.line ?? booked;
	const [from, now] =
		wholeOf(before).amountMinor > 0n
			? [wholeOf(before), wholeOf(priced)]
			: [reRated.base, priced.base];
	if (from.amountMinor <= 0n) return priced.amount;
	const scaled = money(
		roundQuotient(now.amountMinor * wholeOf(reRated).amountMinor, from.amountMinor, 'half_up'),
		priced.amount.currency,
	);
	return priced.uncappedAmount === null ? scaled : minMoney(scaled, priced.amount);
}

function wholeOf({ amount, uncappedAmount }: CommissionLine): Money {
	return uncappedAmount ?? amount;
}

/** What a commission should earn under other terms: a correction by hand stays as it is. */
export function earnedAfterReRating(
	commission: RecordedCommission,
	priced: CommissionLine,
	adjustments: ReadAdjustments,
): Money {
	return notBelowZero(addMoney(priced.amount, manualSum(commission, priced, adjustments)));
}

/** Corrections by hand; those from before the credit was lost count only with the credit. */
function manualSum(
	commission: RecordedCommission,
	{ amount }: CommissionLine,
	adjustments: ReadAdjustments,
): Money {
	const loss = isZeroMoney(amount) ? lossOf(commission, adjustments) : null;
	return sumOf(commission, (adjustments ?? []).slice((loss ?? -1) + 1), 'manual');
}

/** Place of the adjustment that took the credit away; null for whoever has one. */
function lossOf(
	{ commissionId }: RecordedCommission,
	adjustments: ReadAdjustments = [],
): number | null {
	const last = adjustments.findLastIndex(
		(entry) => entry.commissionId === commissionId && entry.kind !== 'manual',
	);
	const entry = adjustments[last];
	return entry?.kind === 're_attribution' && isZeroMoney(entry.line.amount) ? last : null;
}

function sumOf(
	{ commissionId, adjusted }: RecordedCommission,
	adjustments: readonly CommissionAdjustment[],
	kind?: CommissionAdjustment['kind'],
): Money {
	return sumMoney(
		adjustments
			.filter((entry) => entry.commissionId === commissionId)
			.filter((entry) => kind === undefined || entry.kind === kind)
			.map(({ amount }) => amount),
		adjusted.currency,
	);
}

function notBelowZero(amount: Money): Money {
	return maxMoney(amount, zeroMoney(amount.currency));
}
