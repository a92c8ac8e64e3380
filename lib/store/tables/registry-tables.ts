import type { Generated } from 'kysely';

/* Records that people edit, and the audit of their edits. */

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
