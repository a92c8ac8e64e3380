import { addMoney, zeroMoney, type Money } from '../../kernel';
import type { PlatformCommission } from '../../model/platform-records';

/** What an affiliate has earned on a platform in one currency; refunds are taken off where they stand. */
export interface CommissionSums {
	readonly currency: string;
	readonly pending: Money;
	/** Approved and not paid. */
	readonly approved: Money;
	readonly paid: Money;
	/** How many commissions these are. */
	readonly count: number;
}

/**
 * By the platform's id of the affiliate, the currency with the most commissions first. Declined commissions
 * and those whose status is not known count for nothing; one that takes back another counts as approved. Pure.
 */
export function commissionsByAffiliate(
	commissions: readonly PlatformCommission[],
): ReadonlyMap<string, readonly CommissionSums[]> {
	const byAffiliate = new Map<string, Map<string, CommissionSums>>();
	for (const { affiliateId, amount, status } of commissions) {
		const part = partOf(status, amount);
		if (affiliateId === null || amount === null || part === null) continue;
		const sums = byAffiliate.get(affiliateId) ?? new Map<string, CommissionSums>();
		byAffiliate.set(affiliateId, sums);
		const { currency } = amount;
		const known = sums.get(currency) ?? none(currency);
		sums.set(currency, {
			...known,
			[part]: addMoney(known[part], amount),
			count: known.count + 1,
		});
	}
	return new Map(
		[...byAffiliate].map(([affiliateId, sums]) => [
			affiliateId,
			[...sums.values()].sort((a, b) => b.count - a.count || (a.currency < b.currency ? -1 : 1)),
		]),
	);
}

function partOf(
	status: PlatformCommission['status'],
	amount: Money | null,
): 'pending' | 'approved' | 'paid' | null {
	if (status === 'pending' || status === 'approved' || status === 'paid') return status;
	const takesBack = amount !== null && amount.amountMinor < 0n;
	return status === 'reversed' && takesBack ? 'approved' : null;
}

function none(currency: string): CommissionSums {
	const zero = zeroMoney(currency);
	return { currency, pending: zero, approved: zero, paid: zero, count: 0 };
}
