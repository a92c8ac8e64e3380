import { addMoney, money, type Instant, type Money } from '../kernel';
import type { PlatformStatus } from '../model/platform-records';
import type { PlatformSide } from './sides';

/** All that a platform holds of one order, taken together. */
export interface TheirOrder {
	readonly ids: readonly string[];
	readonly affiliate: string | null;
	/** What counts, refunds taken off. Null: no record tells an amount, or they have several currencies. */
	readonly amount: Money | null;
	readonly commission: Money | null;
	readonly status: PlatformStatus;
	/** Whether anything of it counts still. */
	readonly isLive: boolean;
	/** Records that each stand for the whole order. */
	readonly copies: number;
	readonly occurredAt: Instant | null;
}

/** Declined and reversed records count for nothing; one below zero takes away from the others. */
function counts({ status, amount }: PlatformSide): boolean {
	if (status === 'declined') return false;
	return status !== 'reversed' || isBelowZero(amount);
}

function isBelowZero(amount: Money | null): boolean {
	return amount !== null && amount.amountMinor < 0n;
}

/** Of at least one record. Pure. */
export function theirOrder(records: readonly PlatformSide[]): TheirOrder {
	const counted = records.filter(counts);
	const wholes = counted.filter(({ amount }) => !isBelowZero(amount));
	const amount = sumOf(counted.map((record) => record.amount));
	const [first] = wholes.length > 0 ? wholes : records;
	const isNothingLeft =
		amount !== null && amount.amountMinor <= 0n && counted.length > wholes.length;
	return {
		ids: records.map(({ id }) => id).sort(),
		affiliate: first?.affiliateId ?? null,
		amount: counted.length === 0 ? zeroLike(records) : amount,
		commission: sumOf(counted.map((record) => record.commission)),
		status: first?.status ?? 'unknown',
		isLive: wholes.length > 0 && !isNothingLeft,
		copies: wholes.length,
		occurredAt: first?.occurredAt ?? null,
	};
}

/** Null for none, for one that is not told, and for several currencies. */
function sumOf(amounts: ReadonlyArray<Money | null>): Money | null {
	let sum: Money | null = null;
	for (const amount of amounts) {
		if (amount === null) return null;
		if (sum !== null && sum.currency !== amount.currency) return null;
		sum = sum === null ? amount : addMoney(sum, amount);
	}
	return sum;
}

function zeroLike(records: readonly PlatformSide[]): Money | null {
	const currency = records.find(({ amount }) => amount !== null)?.amount?.currency;
	return currency === undefined ? null : money(0n, currency);
}
