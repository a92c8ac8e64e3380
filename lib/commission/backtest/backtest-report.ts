import type { Instant, Money } from '../../kernel';

/** What a plan would have paid in place of what was booked (C40). Nothing is written. */
export interface BacktestReport {
	readonly planId: string;
	readonly planVersion: number;
	readonly planName: string;
	/** Time of the first and the last order that was replayed; null when there was none. */
	readonly period: { readonly from: Instant; readonly to: Instant } | null;
	readonly orders: number;
	readonly skipped: {
		readonly count: number;
		readonly reasons: ReadonlyArray<{ readonly reason: SkipReason; readonly count: number }>;
	};
	/** Largest difference first. */
	readonly affiliates: readonly AffiliateDifference[];
	readonly totals: Difference;
	/** Commission base of the replayed orders less what was refunded, in the programme's currency. */
	readonly base: Money;
	readonly percentOfBase: {
		/** "10.25"; null without a base. */
		readonly booked: string | null;
		readonly proposed: string | null;
		/** Effect on the budget: "1.25" more or "-1.25" less. */
		readonly difference: string | null;
	};
	/** The orders whose price changes most. */
	readonly largest: readonly OrderDifference[];
}

/** Why an order could not be compared. */
export type SkipReason = 'no_journal' | 'missing_exchange_rate' | 'other_programme';

export interface Difference {
	/** Amounts and adjustments less what was taken back; declined commissions left out. */
	readonly booked: Money;
	readonly proposed: Money;
	/** Proposed less booked. */
	readonly difference: Money;
}

export interface AffiliateDifference extends Difference {
	readonly affiliateId: string;
	readonly code: string;
	/** Orders that earn something under either plan. */
	readonly orders: number;
}

export interface OrderDifference extends Difference {
	readonly conversionId: string;
	readonly orderNumber: string;
	readonly orderedAt: Instant;
	readonly sentence: string;
}
