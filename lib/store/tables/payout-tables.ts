import type { Generated } from 'kysely';

/* Who is paid, how, and what became of it. */

export interface PayoutProfilesTable {
	affiliate_id: string;
	version: number;
	method: string;
	/** Keyed hashes of everything but version and times, and of the account alone. */
	content_hash: string;
	account_hash: string;
	account_changed_at: string;
	created_at: string;
	/** Sealed. */
	record: string;
}

export interface PayoutPoliciesTable {
	version: number;
	content_hash: string;
	created_at: string;
	/** Sealed. */
	record: string;
}

export interface PayoutBatchesTable {
	batch_id: string;
	batch_key: string;
	currency: string;
	method: string;
	status: string;
	total_minor: bigint;
	created_at: string;
	/** Sealed: it holds the policy. Status and approvals come from the moves. */
	record: string;
}

export interface PayoutBatchMovesTable {
	sequence: Generated<number>;
	move_id: string;
	batch_id: string;
	from_status: string | null;
	to_status: string;
	reason: string;
	actor: string;
	at: string;
}

export interface PayoutsTable {
	payout_id: string;
	batch_id: string;
	affiliate_id: string;
	currency: string;
	/** Of the last move. */
	status: string;
	gross_minor: bigint;
	payable_minor: bigint;
	statement_number: string | null;
	created_at: string;
	/** Sealed: it holds the profile. */
	record: string;
}

export interface PayoutMovesTable {
	sequence: Generated<number>;
	move_id: string;
	payout_id: string;
	from_status: string | null;
	to_status: string;
	reason: string;
	provider_reference: string | null;
	actor: string;
	at: string;
}

export interface PayoutEntriesTable {
	payout_id: string;
	commission_id: string;
	amount_minor: bigint;
	currency: string;
}

export interface NumberSeriesTable {
	series: string;
	next_number: number;
}
