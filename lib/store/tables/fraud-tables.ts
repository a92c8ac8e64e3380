import type { Generated } from 'kysely';

/* What fraud rules found, what people made of it, and what rules look up. */

export interface FraudPoliciesTable {
	programme_id: string;
	version: number;
	content_hash: string;
	created_at: string;
	/** Sealed: allow lists hold e-mail addresses. */
	record: string;
}

/** The last check of an order. */
export interface FraudChecksTable {
	store_key: string;
	order_id: string;
	programme_id: string | null;
	customer_key: string | null;
	ordered_at: string;
	checked_at: string;
	verdict: string;
	country: string | null;
	referrer_host: string | null;
	is_from_coupon_site: number;
	failed_payments: number | null;
	basket_hash: string;
	/** The verdict as JSON. */
	record: string;
	/** Sealed: the facts as JSON, for a replay under another policy. */
	facts: string;
}

/** Keyed hashes of what an order tells of its customer. */
export interface OrderTraitsTable {
	kind: string;
	hash: string;
	store_key: string;
	order_id: string;
	customer_key: string | null;
	ordered_at: string;
}

/** Clicks whose touch an order was credited through (F12). */
export interface OrderClicksTable {
	click_id: string;
	store_key: string;
	order_id: string;
	customer_key: string | null;
}

/** Keyed hashes of what is known of an affiliate, by where it is known from. */
export interface AffiliateTraitsTable {
	kind: string;
	hash: string;
	affiliate_id: string;
	/** `record` or `profile`. */
	source: string;
	at: string;
}

/** Touches that were set aside at the checkout (F10). */
export interface OrderInterceptionsTable {
	store_key: string;
	order_id: string;
	affiliate_id: string;
	programme_id: string;
	ordered_at: string;
}

export interface FraudCasesTable {
	case_id: string;
	subject: string;
	programme_id: string | null;
	conversion_id: string | null;
	store_key: string | null;
	order_id: string | null;
	coupon_code: string | null;
	/** Of the last move. */
	status: string;
	holds: number;
	/** Score in millionths, so that it sorts. */
	score_millionths: number;
	opened_at: string;
	expires_at: string | null;
	/** Time of the last move; null while the case is open. */
	decided_at: string | null;
	/** The case as JSON, without what its moves tell. */
	record: string;
}

export interface FraudCaseAffiliatesTable {
	case_id: string;
	affiliate_id: string;
}

/** Rules that hit in a case, for their precision (F38). */
export interface FraudCaseRulesTable {
	case_id: string;
	rule_id: string;
}

export interface FraudCaseMovesTable {
	sequence: Generated<number>;
	case_id: string;
	from_status: string | null;
	to_status: string;
	actor: string;
	note: string | null;
	at: string;
}

export interface OrderClaimsTable {
	claim_id: string;
	programme_id: string;
	affiliate_id: string | null;
	store_key: string | null;
	order_id: string;
	source: string;
	amount_minor: bigint | null;
	currency: string | null;
	status: string | null;
	received_at: string;
}

export interface PostbackSecretsTable {
	programme_id: string;
	/** Sealed. */
	secret: string;
	rotated_at: string;
}

export interface PostbackNoncesTable {
	programme_id: string;
	nonce: string;
	at: string;
}

export interface AnomalyModelsTable {
	programme_id: string;
	version: number;
	trained_at: string;
	record: string;
}

export interface ReferenceListsTable {
	name: string;
	kind: string;
	/** One per line. */
	entries: string;
	entry_count: number;
	content_hash: string;
	source: string | null;
	imported_at: string;
}
