import type { Instant, Money } from '../../kernel';
import type { CrmField, CrmObject, FieldDefinition } from '../../model/crm-field';
import type { SyncOutcome } from './outcomes';
import type { FieldWrite, RecordWrite } from '../../model/field-write';

export type PurchaseStage = 'pending' | 'paid' | 'cancelled';

export interface PurchaseWrite {
	/** Keyed by the customer's e-mail address. */
	readonly contact: RecordWrite;
	/** Keyed by `<store>:<order id>`. */
	readonly purchase: RecordWrite;
	/** Where the order stands; the connector knows the stage or event of its vendor. */
	readonly stage: PurchaseStage;
	/** What the customer paid in all; for vendors that keep money as a field of its own. */
	readonly amount: Money;
	readonly occurredAt: Instant;
}

export interface RefundWrite {
	/** `<store>:<order id>`. */
	readonly purchaseKey: string;
	readonly refundId: string;
	/** Money that went back in all, in the currency of the order; positive. */
	readonly amount: Money;
	readonly occurredAt: Instant;
	/** The customer's e-mail address, where the item tells it; vendors with events need it. */
	readonly email: string | null;
	/** More fields of the purchase, such as the commission that is left. */
	readonly purchase: readonly FieldWrite[];
	/** Fields of the contact, such as the lifetime value. */
	readonly contact: readonly FieldWrite[];
}

export interface PrepareOutcome {
	/** Names of the fields that were created now. */
	readonly created: readonly string[];
	/** Fields that a person must create, each with how: name, kind, where in the vendor's settings. */
	readonly missing: ReadonlyArray<{ readonly field: FieldDefinition; readonly how: string }>;
}

/** A contact that changed at the vendor, for the way back to the store. */
export interface ChangedContact {
	readonly id: string;
	readonly email: string | null;
	readonly changedAt: Instant;
	readonly values: Readonly<Record<string, string>>;
}

export interface ChangePage {
	readonly contacts: readonly ChangedContact[];
	/** Give it to the next call; null when all is read. */
	readonly cursor: string | null;
}

/**
 * One account of a CRM, for one run. Calls are batched to the vendor's limits and retried where that
 * is safe; a poisoned batch is bisected until only the record at fault is refused. Running the same
 * writes twice leaves what running them once leaves. After an answer that dooms all further requests
 * (credential refused, quota used up, vendor out of reach) it stops calling and answers alike.
 *
 * `sync…` give one outcome per write, in its order, and throw only what concerns the whole run:
 * `missing_fields` (naming each and how to create it), `field_conflict`, `vendor_unavailable`.
 */
export interface CrmConnector {
	readonly system: 'hubspot' | 'salesforce' | 'pipedrive' | 'klaviyo';
	/** Fields of the live account, sorted by label. */
	listFields(object: CrmObject): Promise<readonly CrmField[]>;
	/** Creates the fields that the account lacks, or tells exactly which to create. */
	prepare(definitions: readonly FieldDefinition[]): Promise<PrepareOutcome>;
	syncContacts(writes: readonly RecordWrite[]): Promise<readonly SyncOutcome[]>;
	/** Give them oldest first: of two orders of a customer the later one wins. */
	syncPurchases(purchases: readonly PurchaseWrite[]): Promise<readonly SyncOutcome[]>;
	syncRefunds(refunds: readonly RefundWrite[]): Promise<readonly SyncOutcome[]>;
	/** Contacts that changed at or after a moment, oldest first; `fields` by the vendor's names. */
	changedContacts(
		since: Instant,
		fields: readonly string[],
		cursor: string | null,
	): Promise<ChangePage>;
}
