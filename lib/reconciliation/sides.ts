import type { Instant, Money } from '../kernel';
import type { PlatformConversion } from '../model/platform-records';

/** What our ledger holds of one order, and what a platform should therefore hold. */
export interface LedgerSide {
	/** By what the platform knows the order. */
	readonly orderId: string;
	/** By what the platform knows the affiliate; null when the order has none of its own. */
	readonly affiliate: string | null;
	/** What is left of the order after refunds, in the order's currency. */
	readonly amount: Money;
	/** Commission that is left, where the platform is told it; null leaves it to the platform. */
	readonly commission: Money | null;
	readonly status: 'pending' | 'approved' | 'declined' | 'paid' | 'none';
	/**
	 * Why the platform should hold nothing of it; null where it should. `no_affiliate`: our rules credit nobody,
	 * which the platform may see otherwise.
	 */
	readonly nothingBecause: string | null;
	/** Whether the platform was told of the order by us. */
	readonly isTold: boolean;
	readonly occurredAt: Instant;
	/** Whether the platform has taken it in and not said yet what became of it. */
	readonly isAwaited: boolean;
}

/** What the platform says of one conversion; refunds may be records of their own, below zero. */
export type PlatformSide = Pick<
	PlatformConversion,
	'id' | 'orderId' | 'affiliateId' | 'amount' | 'commission' | 'status' | 'occurredAt'
>;
