import type { Instant, Money } from '../kernel';
import type { CommissionStatus, RecordedCommission } from '../model/commission';
import type { Order } from '../model/order';
import type { LedgerTransaction } from '../model/posting';
import type { Refund } from '../model/refund';
import type { Touch } from '../model/touch';
import type { Verdict } from '../model/verdict';

export interface ConversionLine {
	readonly lineId: string;
	readonly base: Money;
	readonly net: Money;
}

/** An order as the ledger keeps it, without the customer's personal data. */
export interface Conversion {
	readonly conversionId: string;
	readonly storeKey: string;
	readonly orderId: string;
	readonly orderNumber: string;
	/** Hash of what money was decided on; the same order with another one is a conflict. */
	readonly contentHash: string;
	readonly programmeId: string | null;
	readonly customerKey: string | null;
	readonly orderedAt: Instant;
	readonly recordedAt: Instant;
	readonly outcome: string;
	readonly reason: string;
	readonly base: Money | null;
	/** Net goods value (all lines), for lifetime value. */
	readonly net: Money;
	/** Per line, plus pseudo-lines `shipping` and `fees`: commission base, and net before tax. */
	readonly lines: readonly ConversionLine[];
	/** Credited touches, first and last of which feed the CRM. */
	readonly touches: readonly Touch[];
	readonly verdict: Verdict | null;
	readonly orderTotals: Order['totals'];
}

/** One legal change of a commission's status; the last one is its status. */
export interface CommissionMove {
	readonly moveId: string;
	readonly commissionId: string;
	readonly from: CommissionStatus | null;
	readonly to: CommissionStatus;
	readonly reason: string;
	readonly actor: string;
	readonly at: Instant;
}

/** A refund as recorded: `waiting` until its order is known. */
export interface RecordedRefund {
	readonly refundId: string;
	readonly storeKey: string;
	readonly orderId: string;
	readonly contentHash: string;
	readonly status: 'waiting' | 'applied';
	/** Commission base it took back, in the order's currency; null while that is not known. */
	readonly base: Money | null;
	/** Net goods value that went back, for lifetime value; null while waiting. */
	readonly net: Money | null;
	readonly refund: Refund;
	readonly recordedAt: Instant;
}

export interface OutboxEvent {
	readonly outboxId: string;
	/** Events of one aggregate are delivered in order. */
	readonly aggregateId: string;
	readonly type: string;
	readonly payload: Readonly<Record<string, unknown>>;
	readonly createdAt: Instant;
}

/** Everything the ledger knows of one order when it decides. */
export interface OrderState {
	readonly conversion: Conversion | null;
	readonly commissions: readonly RecordedCommission[];
	readonly refunds: readonly RecordedRefund[];
}

/** What a decision adds. All of it is written in one transaction, or nothing. */
export interface LedgerWrite {
	/**
	 * New, or in place of one that has no commissions yet: with the same content when its price was
	 * unknown, with any content when it was not paid.
	 */
	readonly conversion?: Conversion;
	readonly commissions?: readonly RecordedCommission[];
	readonly moves?: readonly CommissionMove[];
	readonly transactions?: readonly LedgerTransaction[];
	/** New refunds, waiting ones that are now applied, and applied ones whose base is known now. */
	readonly refunds?: readonly RecordedRefund[];
	readonly events?: readonly OutboxEvent[];
}

export interface AccountBalance {
	readonly account: string;
	readonly balance: Money;
}

export interface StatementEntry {
	readonly transactionId: string;
	readonly kind: string;
	readonly occurredAt: Instant;
	readonly commissionId: string;
	readonly account: string;
	readonly amount: Money;
	/** Running balance of the account after this entry. */
	readonly balance: Money;
	readonly cause: string;
}

export interface LedgerStore {
	/**
	 * Reads an order's state under a lock that excludes other writers of the same order, lets a
	 * pure function decide, and writes its decision in the same transaction. Refuses postings
	 * that do not sum to zero per currency with `unbalanced_postings`.
	 */
	decide<Result>(
		key: { storeKey: string; orderId: string },
		decision: (state: OrderState) => { write: LedgerWrite; result: Result },
	): Promise<Result>;
	/** The same for a commission by id; the state is that of its order. Null when unknown. */
	decideByCommission<Result>(
		commissionId: string,
		decision: (state: OrderState) => { write: LedgerWrite; result: Result },
	): Promise<Result | null>;
	conversion(conversionId: string): Promise<OrderState | null>;
	commissions(filter: {
		affiliateId?: string;
		programmeId?: string;
		status?: CommissionStatus;
		limit: number;
	}): Promise<RecordedCommission[]>;
	/** Balances of accounts by prefix, per currency; a credit balance is positive (money owed). */
	balances(accountPrefix: string): Promise<AccountBalance[]>;
	statement(filter: {
		affiliateId: string;
		from?: Instant;
		to?: Instant;
		limit: number;
	}): Promise<StatementEntry[]>;
	/** Sum of all postings per currency: zero, always. */
	netPerCurrency(): Promise<Money[]>;
	/** Oldest undelivered events, in order. */
	pendingEvents(limit: number): Promise<OutboxEvent[]>;
	markDelivered(outboxIds: readonly string[], now: Instant): Promise<void>;
}
