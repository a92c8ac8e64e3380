import type { Instant, Money } from '../kernel';

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

export interface AffiliateMetrics {
	/** Commission base of recorded orders less what was refunded. */
	readonly revenue: Money;
	/** Recorded orders that were not fully reversed. */
	readonly sales: number;
}
