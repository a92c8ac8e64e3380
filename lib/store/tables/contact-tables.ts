/* How customers are reached. */

export interface CustomerContactsTable {
	/** Keyed hash. */
	customer_key: string;
	/** Sealed JSON; null once the customer was forgotten. */
	contact: string | null;
	/** 1 where an order shows that it is the customer's own. */
	is_proven: number;
	/** Of when the contact is; null without one. */
	told_at: string | null;
	/** Orders up to this moment bring no contact. */
	forgotten_at: string | null;
}
