import type { Instant, Money } from '../kernel';
import type {
	CapClaim,
	CommissionLine,
	CommissionStatus,
	RecordedCommission,
} from '../model/commission';
import type { Dispute } from '../model/dispute';
import type { CaseMove } from '../model/fraud-case';
import type { Journal } from '../model/journal';
import type { Order } from '../model/order';
import type { LedgerTransaction } from '../model/posting';
import type { Refund } from '../model/refund';
import type { Touch } from '../model/touch';
import type { TraceStep } from '../model/trace';
import type { Verdict } from '../model/verdict';

export interface ConversionLine {
	readonly lineId: string;
	readonly base: Money;
	readonly net: Money;
}

/**
 * What a conversion stands for. Everything that earns a commission is one, so that the same key
 * never earns twice: a closed day of clicks, a bonus of a window, an imported balance.
 */
export type ConversionKind = 'order' | 'action' | 'clicks' | 'bonus' | 'manual' | 'opening';

/** An order as the ledger keeps it, without the customer's personal data. */
export interface Conversion {
	readonly conversionId: string;
	readonly kind: ConversionKind;
	/** Counts the versions of an edited order from 1; this is the latest (C31). */
	readonly version: number;
	/** When the store last changed the order; null where that is not known. */
	readonly orderUpdatedAt: Instant | null;
	/** Subscription that the order is a payment of. */
	readonly subscriptionId: string | null;
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

/** What is added to or taken off a commission after it was booked; the commission row stays. */
export interface CommissionAdjustment {
	readonly adjustmentId: string;
	readonly commissionId: string;
	readonly kind: 'edit' | 're_rate' | 'manual' | 're_attribution';
	/** May be negative. */
	readonly amount: Money;
	/** Change of the base that is credited to the beneficiary, in the same currency. */
	readonly baseChange: Money | null;
	/** Order version, plan version or reason; makes the id. */
	readonly cause: string;
	/** The computation that now holds. */
	readonly line: CommissionLine;
	readonly trace: readonly TraceStep[];
	readonly actor: string;
	readonly at: Instant;
}

/** One notice of a dispute; the last one of a dispute is how it stands. */
export interface RecordedDispute {
	readonly dispute: Dispute;
	readonly contentHash: string;
	readonly recordedAt: Instant;
}

/** Binds a customer to an affiliate (C13). The last entry of programme and customer holds. */
export interface CustomerBinding {
	readonly programmeId: string;
	readonly customerKey: string;
	/** Null: released. */
	readonly affiliateId: string | null;
	/** When the customer was first bound to this affiliate. */
	readonly boundAt: Instant;
	/** Exclusive; null: does not end. */
	readonly expiresAt: Instant | null;
	readonly reason: 'first_order' | 'renewed' | 'transferred' | 'released';
	readonly actor: string;
	readonly at: Instant;
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
	/** Latest notice of each dispute. */
	readonly disputes: readonly RecordedDispute[];
	/** What was written off of each commission, by its id, where something was. */
	readonly writtenOff?: ReadonlyMap<string, Money>;
	/** Who the order's customer is bound to in its programme; null when nobody or not known yet. */
	readonly binding: CustomerBinding | null;
	/** Booked against each cap that was asked for, by index of the request; this order left out. */
	readonly capUsage: readonly Money[];
}

/** What must be read and locked besides the order, because the decision depends on it. */
export interface DecisionNeeds {
	/** Usage of these is read under a lock, so that two orders never share the same room (C20). */
	readonly caps?: ReadonlyArray<{
		readonly claim: CapClaim;
		readonly programmeId: string;
		readonly customerKey: string | null;
	}>;
	/** Whose binding is read. */
	readonly customer?: { readonly programmeId: string; readonly customerKey: string };
}

/** What a decision adds. All of it is written in one transaction, or nothing. */
export interface LedgerWrite {
	/**
	 * New, or in place of one that has no commissions yet: with the same content when its price was
	 * unknown, with any content when it was not paid; or the next version of an edited order, which
	 * is added and changes nothing of the earlier ones.
	 */
	readonly conversion?: Conversion;
	/** What the conversion of this write was priced from. */
	readonly journal?: Journal;
	readonly commissions?: readonly RecordedCommission[];
	readonly moves?: readonly CommissionMove[];
	readonly transactions?: readonly LedgerTransaction[];
	/** New refunds, waiting ones that are now applied, and applied ones whose base is known now. */
	readonly refunds?: readonly RecordedRefund[];
	readonly adjustments?: readonly CommissionAdjustment[];
	readonly disputes?: readonly RecordedDispute[];
	readonly bindings?: readonly CustomerBinding[];
	/** Steps of the order's fraud case that go with this decision. */
	readonly caseMoves?: readonly CaseMove[];
	readonly events?: readonly OutboxEvent[];
}

export interface AccountBalance {
	readonly account: string;
	readonly balance: Money;
}

/** A recorded order with everything to price it again. `journal` is null for orders without one. */
export interface ReplayEntry {
	readonly conversion: Conversion;
	readonly journal: Journal | null;
	readonly commissions: readonly RecordedCommission[];
	readonly refunds: readonly RecordedRefund[];
}

/** Everything the ledger holds of one commission, in the order it happened. */
export interface CommissionStory {
	readonly state: OrderState;
	readonly journal: Journal | null;
	readonly commission: RecordedCommission;
	readonly moves: readonly CommissionMove[];
	readonly transactions: readonly LedgerTransaction[];
	readonly adjustments: readonly CommissionAdjustment[];
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
		needs?: DecisionNeeds,
	): Promise<Result>;
	/** The same for a commission by id; the state is that of its order. Null when unknown. */
	decideByCommission<Result>(
		commissionId: string,
		decision: (state: OrderState) => { write: LedgerWrite; result: Result },
	): Promise<Result | null>;
	conversion(conversionId: string): Promise<OrderState | null>;
	/** What an order was last priced from; null for one that was recorded without it. */
	journal(conversionId: string): Promise<Journal | null>;
	commissions(filter: {
		affiliateId?: string;
		programmeId?: string;
		status?: CommissionStatus;
		limit: number;
	}): Promise<RecordedCommission[]>;
	/** Pending ones whose hold is over, oldest first; `after` is the last one of the page before. */
	dueCommissions(filter: {
		programmeId?: string;
		at: Instant;
		after?: string;
		limit: number;
	}): Promise<RecordedCommission[]>;
	/** Refunds that still wait for their order, oldest first (C30). */
	waitingRefunds(limit: number): Promise<RecordedRefund[]>;
	/** Null when unknown. */
	commissionStory(commissionId: string): Promise<CommissionStory | null>;
	/**
	 * Recorded orders of a programme, oldest first by time of order, read in pages, so that any number
	 * can be walked through.
	 */
	replay(filter: {
		programmeId: string;
		affiliateId?: string;
		/** Inclusive. */
		from?: Instant;
		/** Exclusive. */
		to?: Instant;
	}): AsyncIterable<ReplayEntry>;
	/**
	 * Balances of accounts by prefix, per currency; a credit balance is positive (money owed).
	 * With `before`, as they were at that moment (exclusive).
	 */
	balances(accountPrefix: string, before?: Instant): Promise<AccountBalance[]>;
	statement(filter: {
		affiliateId: string;
		from?: Instant;
		to?: Instant;
		limit: number;
	}): Promise<StatementEntry[]>;
	/** The same from the oldest on, in pages: any number of entries in little memory. */
	streamStatement(filter: {
		affiliateId: string;
		from?: Instant;
		to?: Instant;
	}): AsyncIterable<StatementEntry>;
	/** Binding in force at a moment; null for none, an ended or a released one. */
	binding(programmeId: string, customerKey: string, at: Instant): Promise<CustomerBinding | null>;
	/** Every entry of a customer's binding, oldest first. */
	bindingHistory(programmeId: string, customerKey: string): Promise<CustomerBinding[]>;
	/** Adds an entry by a person's decision. Throws `ledger_conflict` when it is not the next one. */
	bind(binding: CustomerBinding): Promise<void>;
	/** Sum of all postings per currency: zero, always. */
	netPerCurrency(): Promise<Money[]>;
	/** Oldest undelivered events, in order. */
	pendingEvents(limit: number): Promise<OutboxEvent[]>;
	markDelivered(outboxIds: readonly string[], now: Instant): Promise<void>;
}
