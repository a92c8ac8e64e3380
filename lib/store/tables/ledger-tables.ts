import type { Generated } from 'kysely';

/* The double-entry ledger and what it is about. */

export interface ConversionsTable {
	conversion_id: string;
	kind: string;
	subscription_id: string | null;
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

/** Version 1 is the conversion itself; `record` is null there. Edited orders add versions. */
export interface ConversionVersionsTable {
	sequence: Generated<number>;
	conversion_id: string;
	version: number;
	content_hash: string;
	base_minor: bigint | null;
	net_minor: bigint;
	record: string | null;
	/** What it was priced from, as JSON without personal data. */
	journal: string | null;
	record_hash: string;
	at: string;
}

/** Coupons that brought a credit; keeps them from being removed. */
export interface ConversionCouponsTable {
	code_key: string;
	conversion_id: string;
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

export interface DisputeNoticesTable {
	sequence: Generated<number>;
	store_key: string;
	order_id: string;
	dispute_id: string;
	status: string;
	content_hash: string;
	/** Sealed, because its reason is free text. */
	record: string;
	recorded_at: string;
}

export interface CustomerBindingsTable {
	sequence: Generated<number>;
	programme_id: string;
	customer_key: string;
	affiliate_id: string | null;
	bound_at: string;
	expires_at: string | null;
	reason: string;
	actor: string;
	at: string;
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
	/** What it is for: a sale, a level above one, a bonus … */
	kind: string;
	/** This beneficiary's part of the commission base; null where no rate is known. */
	credited_base_minor: bigint | null;
	record_hash: string;
	/** The record as JSON, without what its moves and postings tell. */
	record: string;
}

export interface CommissionAdjustmentsTable {
	sequence: Generated<number>;
	adjustment_id: string;
	commission_id: string;
	kind: string;
	amount_minor: bigint;
	currency: string;
	/** Change of the credited base. */
	credited_base_minor: bigint | null;
	cause: string;
	actor: string;
	record: string;
	record_hash: string;
	at: string;
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
	/** Copied from the commission, to find those that are due. */
	hold_until: string | null;
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
	/** Copied from the transaction, so that an account is read in its order without a sort. */
	occurred_at: string;
}

export interface ChainEntriesTable {
	sequence: Generated<number>;
	programme_id: string;
	position: number;
	kind: string;
	entry_id: string;
	record_hash: string;
	hash: string;
	sealed_at: string;
}
