import type { CrmObject } from '../crm';
import type { SalesforceSettings } from './settings';

/** How records of one object are found and created. */
export interface RecordKind {
	readonly object: CrmObject;
	readonly sobject: string;
	/** External id field. */
	readonly keyField: string;
	/**
	 * How new records are made. `insert` is refused by the unique key (DUPLICATE_VALUE) when somebody
	 * made the record since it was looked for, so that values which only an empty field gets stay;
	 * `upsert` goes over them.
	 */
	readonly createBy: 'insert' | 'upsert';
	/** Another field that holds the key; records without ours are found by it and get ours. */
	readonly alsoFoundBy: string | null;
	/** Read besides what is written, as SOQL selects it. */
	readonly alsoRead: readonly string[];
	/** A value that stands for "empty", by field. */
	readonly placeholders: Readonly<Record<string, string>>;
	/** What Salesforce does not create a record without, where the mapping does not write it. */
	required(key: string): Readonly<Record<string, string>>;
}

export function contactKind(settings: SalesforceSettings): RecordKind {
	return {
		object: 'contact',
		sobject: 'Contact',
		keyField: settings.contactKeyField,
		createBy: 'insert',
		alsoFoundBy: 'Email',
		alsoRead: ['Email'],
		placeholders: { LastName: settings.fallbackLastName },
		required: (key) => ({ Email: key, LastName: settings.fallbackLastName }),
	};
}

/** With the contacts that each is tied to, so that this costs no request of its own. */
export function opportunityKind(settings: SalesforceSettings): RecordKind {
	return {
		object: 'purchase',
		sobject: 'Opportunity',
		keyField: settings.purchaseKeyField,
		createBy: 'upsert',
		alsoFoundBy: null,
		alsoRead: [
			`(SELECT ContactId, Contact.${settings.contactKeyField} FROM OpportunityContactRoles)`,
		],
		placeholders: {},
		// An opportunity's name has 120 characters at most.
		required: (key) => ({ Name: key.slice(0, 120) }),
	};
}

/** Keys of contacts are e-mail addresses in lower case. */
export function contactKey(email: string): string {
	return email.trim().toLowerCase();
}
