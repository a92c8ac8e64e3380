/* What was sent to vendors that cannot tell whether they have it. */

export interface VendorSendsTable {
	system: string;
	account: string;
	object: string;
	record_key: string;
	content_hash: string;
	begun_at: string;
	/** Null while nobody knows what became of it. */
	settled_at: string | null;
	external_id: string | null;
	reference: string | null;
}
