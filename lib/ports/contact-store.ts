import type { Instant } from '../kernel';
import type { CustomerContact } from '../model/customer-contact';

/** What one order tells of its customer. */
export interface ContactEntry {
	/** Keyed hash, as `history.customerKey` gives it. */
	readonly customerKey: string;
	readonly contact: CustomerContact;
	/** When the order was made: one from before the customer was forgotten brings nothing back. */
	readonly orderedAt: Instant;
	/** Of when the order's content is. */
	readonly at: Instant;
	/** Whether the order shows who its customer is: it was paid for and not rejected. */
	readonly isProven: boolean;
}

export interface KeptContact {
	readonly customerKey: string;
	readonly contact: CustomerContact;
	readonly isProven: boolean;
	readonly at: Instant;
}

/** How customers are reached. Sealed under the workspace's key, one record per customer. */
export interface ContactStore {
	/**
	 * Keeps what an order tells. The newer one goes first, field by field; the older one fills what it
	 * left open. An order that proves nothing never changes what a proven one told. `forgotten`: the
	 * customer was forgotten after the order was made.
	 */
	keep(entry: ContactEntry): Promise<'kept' | 'unchanged' | 'forgotten'>;
	/** Null for a customer of whom nothing is kept. */
	get(customerKey: string): Promise<KeptContact | null>;
	/** Removes the contact and keeps it from coming back; whether there was one. */
	forget(customerKey: string, now: Instant): Promise<boolean>;
}
