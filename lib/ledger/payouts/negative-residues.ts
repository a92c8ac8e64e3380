import { minMoney, negateMoney, subtractMoney, sumMoney, type Money } from '../../kernel';
import type { OpenEntry, PayoutCandidate } from '../../ports/payout-store';

/** What an affiliate still owes of one commission after everything open was set against it. */
export interface NegativeResidue {
	readonly entry: OpenEntry;
	/** Above zero, at most what is negative of the entry. */
	readonly owed: Money;
}

/**
 * Sets open commissions against negative entries, the oldest first, and gives what stays owed. The
 * sum is the negative balance; nothing when the balance is not negative.
 */
export function negativeResidues({ entries, balance }: PayoutCandidate): NegativeResidue[] {
	let credit = sumMoney(
		entries.filter(({ amount }) => amount.amountMinor > 0n).map(({ amount }) => amount),
		balance.currency,
	);
	return entries
		.filter(({ amount }) => amount.amountMinor < 0n)
		.sort(oldestFirst)
		.map((entry) => {
			const debt = negateMoney(entry.amount);
			const covered = minMoney(debt, credit);
			credit = subtractMoney(credit, covered);
			return { entry, owed: subtractMoney(debt, covered) };
		})
		.filter(({ owed }) => owed.amountMinor > 0n);
}

function oldestFirst(a: OpenEntry, b: OpenEntry): number {
	if (a.since !== b.since) return a.since < b.since ? -1 : 1;
	return a.commissionId < b.commissionId ? -1 : 1;
}
