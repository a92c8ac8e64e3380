import type { HubSpotObjectType } from './api-paths';
import type { HubSpotRecord } from './schema';

/** HubSpot's limit for all batch endpoints of records. */
export const BATCH_LIMIT = 100;

/** How records of one type are found and created. */
export interface RecordKind {
	readonly objectType: HubSpotObjectType;
	/** Unique property that identifies a record from outside. */
	readonly keyProperty: string;
	/** Endpoint that makes new records; see `syncRecords` for why they differ. */
	readonly createBy: 'create' | 'upsert' | 'never';
	/** Properties needed to recognise a record, besides those that are written. */
	readonly alsoRead: readonly string[];
	/** Outside keys a record answers to. */
	keysOf(record: HubSpotRecord): string[];
}

export const CONTACTS: RecordKind = {
	objectType: 'contacts',
	keyProperty: 'email',
	createBy: 'create',
	alsoRead: ['hs_additional_emails'],
	keysOf: ({ properties }) =>
		[properties['email'] ?? '', ...(properties['hs_additional_emails'] ?? '').split(';')]
			.map(contactKey)
			.filter((email) => email !== ''),
};

/** HubSpot's own id, which its endpoints take without naming a property. */
export const RECORD_ID_PROPERTY = 'hs_object_id';

/** Contacts that were found through something else and must exist. */
export const CONTACTS_BY_ID: RecordKind = {
	objectType: 'contacts',
	keyProperty: RECORD_ID_PROPERTY,
	createBy: 'never',
	alsoRead: [],
	keysOf: ({ id }) => [id],
};

/** Unique deal property that holds `<store>:<order id>`. */
export const DEAL_KEY_PROPERTY = 'external_order_key';

export const DEALS: RecordKind = {
	objectType: 'deals',
	keyProperty: DEAL_KEY_PROPERTY,
	createBy: 'upsert',
	alsoRead: [],
	keysOf: ({ properties }) => [properties[DEAL_KEY_PROPERTY] ?? ''].filter((key) => key !== ''),
};

/** HubSpot keeps e-mail addresses in lower case; so must the keys they are matched by. */
export function contactKey(email: string): string {
	return email.trim().toLowerCase();
}
