import type { Instant, Money } from '../kernel';

/** What a save did: compared by content, so saving the same thing twice is `unchanged`. */
export type SaveOutcome = 'created' | 'updated' | 'unchanged';

export interface ExchangeRate {
	readonly from: string;
	readonly to: string;
	/** Decimal text: units of `to` per unit of `from`. */
	readonly rate: string;
	readonly asOf: Instant;
	readonly source: string;
}

export interface CustomerHistory {
	readonly orderCount: number;
	/** The last order with a credit, if any. */
	readonly lastCredit: {
		readonly affiliateId: string;
		readonly programmeId: string;
		readonly orderedAt: Instant;
	} | null;
}

/** Commission base, orders and commission by affiliate; `gross` does not take refunds off. */
export interface AffiliateMetrics {
	/** Commission base of recorded orders less what was refunded. */
	readonly revenue: Money;
	/** Recorded orders that were not fully reversed. */
	readonly sales: number;
	/** Earned on orders, adjustments included, less what was taken back. */
	readonly commission: Money;
	readonly grossRevenue: Money;
	readonly grossSales: number;
	readonly grossCommission: Money;
	/** Distinct customers of orders that were not fully reversed. */
	readonly customers: number;
}

export interface SubscriptionHistory {
	readonly payments: number;
	readonly firstPaymentAt: Instant | null;
	/** Whom the first payment was credited to. */
	readonly credit: { readonly affiliateId: string; readonly programmeId: string } | null;
}

/** Clicks added up. */
export interface ClickTotal {
	/** The day (YYYY-MM-DD), or the id of the affiliate or link; empty for deep links without one. */
	readonly key: string;
	/** That count: of people, and no repeats. */
	readonly clicks: number;
	/** All of them. */
	readonly rawClicks: number;
	readonly machineClicks: number;
	readonly repeatClicks: number;
}
