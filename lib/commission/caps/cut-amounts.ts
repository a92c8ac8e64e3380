import { allocateMoney, compareMoney, sumMoney, zeroMoney, type Money } from '../../kernel';

/**
 * Amounts that together are at most `room`, in their proportions by largest remainder. Each is at
 * most what it was. Throws `currency_mismatch`.
 */
export function cutAmounts(amounts: readonly Money[], room: Money): Money[] {
	const total = sumMoney(amounts, room.currency);
	if (compareMoney(total, room) <= 0) return [...amounts];
	if (room.amountMinor <= 0n) return amounts.map(() => zeroMoney(room.currency));
	return allocateMoney(
		room,
		amounts.map(({ amountMinor }) => amountMinor),
	);
}
