import type { CrmObject } from '../crm';

/** A field of Pipedrive's own that can be written. */
export interface StandardField {
	readonly code: string;
	readonly label: string;
	readonly vendorType: string;
	readonly isRequired?: true;
}

/**
 * Pipedrive's own fields that API v2 takes when a record is made or changed. The lists of fields
 * (`/personFields`, `/dealFields`) do not tell which these are, and name two of them otherwise. Source:
 * bodies of POST and PATCH `/persons` and `/deals` in the API reference. `first_name` and `last_name`
 * are only read there; they are written as `name`, see `person-name.ts`. E-mail addresses are how a
 * person is found and not written over.
 */
export const STANDARD_FIELDS: Readonly<Record<CrmObject, readonly StandardField[]>> = {
	contact: [
		{ code: 'name', label: 'Name', vendorType: 'varchar', isRequired: true },
		{ code: 'first_name', label: 'First name', vendorType: 'varchar' },
		{ code: 'last_name', label: 'Last name', vendorType: 'varchar' },
		{ code: 'phones', label: 'Phone', vendorType: 'phones' },
		{ code: 'org_id', label: 'Organization', vendorType: 'org' },
		{ code: 'owner_id', label: 'Owner', vendorType: 'user' },
		{ code: 'visible_to', label: 'Visible to', vendorType: 'visible_to' },
	],
	purchase: [
		{ code: 'title', label: 'Title', vendorType: 'varchar', isRequired: true },
		{ code: 'value', label: 'Value', vendorType: 'double' },
		{ code: 'currency', label: 'Currency', vendorType: 'varchar' },
		{ code: 'status', label: 'Status', vendorType: 'status' },
		{ code: 'pipeline_id', label: 'Pipeline', vendorType: 'pipeline' },
		{ code: 'stage_id', label: 'Stage', vendorType: 'stage' },
		{ code: 'person_id', label: 'Contact person', vendorType: 'people' },
		{ code: 'org_id', label: 'Organization', vendorType: 'org' },
		{ code: 'owner_id', label: 'Owner', vendorType: 'user' },
		{ code: 'expected_close_date', label: 'Expected close date', vendorType: 'date' },
		{ code: 'lost_reason', label: 'Lost reason', vendorType: 'varchar' },
		{ code: 'probability', label: 'Probability', vendorType: 'int' },
		{ code: 'visible_to', label: 'Visible to', vendorType: 'visible_to' },
	],
};

/** Names that the lists of fields have from API v1, and those that records have. */
export const RENAMED_CODES: Readonly<Record<string, string>> = {
	email: 'emails',
	phone: 'phones',
	label: 'label_ids',
	user_id: 'owner_id',
	pipeline: 'pipeline_id',
};
