import type { Generated } from 'kysely';

/* The memory of two-way sync. */

export interface SyncValuesTable {
	system: string;
	account: string;
	object: string;
	/** Keyed hash of the record's key. */
	record_hash: string;
	field: string;
	/** Sealed JSON. */
	value: string;
	/** Keyed hash, so that values are compared without being opened. */
	value_hash: string;
	written_at: string;
}

export interface SyncConflictsTable {
	sequence: Generated<number>;
	conflict_id: string;
	system: string;
	account: string;
	object: string;
	record_hash: string;
	field: string;
	/** Sealed JSON: record key and both values. */
	content: string;
	/** open, settled or superseded. */
	status: string;
	raised_at: string;
	/** Sealed JSON; null unless settled. */
	settlement: string | null;
}
