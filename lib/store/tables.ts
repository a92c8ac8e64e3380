import type { Generated } from 'kysely';

/*
 * Rows as both engines keep them: moments and JSON as text, booleans as 0 or 1, money as an
 * integer of minor units in columns that end in `_minor` (read as bigint) beside its currency.
 */

export interface StoreMetaTable {
	name: string;
	value: string;
}

/** What programmes, affiliates, links and coupons have in common. */
export interface CodedTable {
	id: string;
	/** The code in lower case, unique. */
	code_key: string;
	created_at: string;
	updated_at: string;
	/** Keyed hash of everything but the times; tells whether a save changes anything. */
	content_hash: string;
	/** The record as JSON, without times and personal data. */
	record: string;
}

export interface AffiliatesTable extends CodedTable {
	/** Name, e-mail addresses and phone, sealed. */
	personal: string;
}

export interface AssignedTable extends CodedTable {
	programme_id: string;
	affiliate_id: string;
}

export interface PlansTable {
	plan_id: string;
	version: number;
	programme_id: string;
	effective_from: string;
	effective_to: string | null;
	created_at: string;
	content_hash: string;
	record: string;
}

export interface ExchangeRatesTable {
	from_currency: string;
	to_currency: string;
	as_of: string;
	rate: string;
	source: string;
	content_hash: string;
}

export interface AuditEntriesTable {
	sequence: Generated<number>;
	kind: string;
	record_id: string;
	action: string;
	before_hash: string | null;
	after_hash: string | null;
	at: string;
}

export interface ClicksTable {
	click_id: string;
	programme_id: string;
	affiliate_id: string;
	link_id: string | null;
	occurred_at: string;
	destination: string;
	category: string;
	is_counted: number;
	count_reason: string;
	consent: string;
	source: string | null;
	referrer: string | null;
	utm: string;
	sub_ids: string;
	language: string | null;
	country: string | null;
	device: string | null;
	os: string | null;
	browser: string | null;
	ip_hash: string | null;
	user_agent_hash: string | null;
	visitor_hash: string | null;
}

export interface InboxEntriesTable {
	sequence: Generated<number>;
	event_id: string;
	consumer: string;
	kind: string;
	content_hash: string;
	/** Sealed; null once the entry is done. */
	payload: string | null;
	/** 1 where the delivery or the event is known with other content. */
	is_conflict: number;
	received_at: string;
	status: string;
	attempt: number;
	owner: string | null;
	lease_until: string | null;
	/** Null: due at once. */
	retry_at: string | null;
	reason: string | null;
	completed_at: string | null;
}

export interface InboxDeliveriesTable {
	consumer: string;
	delivery_key: string;
	content_hash: string;
	event_id: string;
	received_at: string;
}

export interface ConversionsTable {
	conversion_id: string;
	store_key: string;
	order_id: string;
	content_hash: string;
	programme_id: string | null;
	customer_key: string | null;
	ordered_at: string;
	recorded_at: string;
	outcome: string;
	reason: string;
	/** Currency of the order. */
	currency: string;
	base_minor: bigint | null;
	net_minor: bigint;
	/** Of the last credited touch. */
	credited_affiliate_id: string | null;
	credited_programme_id: string | null;
	record_hash: string;
	record: string;
}

/** Coupons that brought a credit; keeps them from being removed. */
export interface ConversionCouponsTable {
	code_key: string;
	conversion_id: string;
}

export interface CommissionsTable {
	sequence: Generated<number>;
	commission_id: string;
	conversion_id: string;
	programme_id: string;
	affiliate_id: string;
	ordered_at: string;
	created_at: string;
	amount_minor: bigint;
	/** Currency of the amount and of the credited base. */
	currency: string;
	/** This beneficiary's part of the commission base; null where no rate is known. */
	credited_base_minor: bigint | null;
	record_hash: string;
	/** The record as JSON, without what its moves and postings tell. */
	record: string;
}

export interface CommissionMovesTable {
	sequence: Generated<number>;
	move_id: string;
	commission_id: string;
	from_status: string | null;
	to_status: string;
	reason: string;
	actor: string;
	at: string;
	record_hash: string;
}

/** Points at each commission's last move; can be built again from the moves. */
export interface CommissionHeadsTable {
	commission_id: string;
	move_id: string;
	status: string;
}

export interface LedgerTransactionsTable {
	sequence: Generated<number>;
	transaction_id: string;
	kind: string;
	commission_id: string;
	cause: string;
	occurred_at: string;
	record_hash: string;
}

export interface PostingsTable {
	sequence: Generated<number>;
	transaction_id: string;
	account: string;
	/** A debit is positive. */
	amount_minor: bigint;
	currency: string;
}

export interface RefundsTable {
	sequence: Generated<number>;
	store_key: string;
	order_id: string;
	refund_id: string;
	content_hash: string;
	status: string;
	base_minor: bigint | null;
	base_currency: string | null;
	net_minor: bigint | null;
	net_currency: string | null;
	recorded_at: string;
	/** Sealed, because its reason is free text. */
	refund: string;
}

export interface OutboxEventsTable {
	sequence: Generated<number>;
	outbox_id: string;
	aggregate_id: string;
	type: string;
	payload: string;
	created_at: string;
	delivered_at: string | null;
	record_hash: string;
}

export interface StoreTables {
	store_meta: StoreMetaTable;
	programmes: CodedTable;
	plans: PlansTable;
	affiliates: AffiliatesTable;
	links: AssignedTable;
	coupons: AssignedTable;
	exchange_rates: ExchangeRatesTable;
	audit_entries: AuditEntriesTable;
	clicks: ClicksTable;
	inbox_entries: InboxEntriesTable;
	inbox_deliveries: InboxDeliveriesTable;
	conversions: ConversionsTable;
	conversion_coupons: ConversionCouponsTable;
	commissions: CommissionsTable;
	commission_moves: CommissionMovesTable;
	commission_heads: CommissionHeadsTable;
	ledger_transactions: LedgerTransactionsTable;
	postings: PostingsTable;
	refunds: RefundsTable;
	outbox_events: OutboxEventsTable;
}
