import { AffiliateError } from '../../kernel';
import type { FieldDefinition, PurchaseStage } from '../crm';

export interface SalesforceSettings {
	/** Such as "v60.0"; from 46.0 on, which is the first with collections upsert. */
	readonly apiVersion: string;
	/** Text field of Contact, external id and unique, that holds the e-mail address in lower case. */
	readonly contactKeyField: string;
	/** Text field of Opportunity, external id and unique, that holds `<store>:<order id>`. */
	readonly purchaseKeyField: string;
	/** `StageName` of an opportunity, by where its order stands. */
	readonly stages: Readonly<Record<PurchaseStage, string>>;
	/**
	 * ISO 4217 code of an org that keeps one currency; it cannot be read from Salesforce. Amounts of
	 * other currencies are then left out, which else would stand there as amounts of this one.
	 * Null when it is not known.
	 */
	readonly orgCurrency: string | null;
	/** Salesforce takes no contact without a last name; this one counts as "not known". */
	readonly fallbackLastName: string;
	/** Record type of new opportunities; null leaves it to Salesforce. */
	readonly recordTypeId: string | null;
	/** Tie opportunities to contacts with a contact role. */
	readonly associate: boolean;
	/** Save records although a duplicate rule that only alerts finds a likeness (`allowSave`). */
	readonly allowDuplicates: boolean;
	/** Number field of Opportunity that holds what went back in all. */
	readonly refundedAmountField: string;
	/** Text field of Opportunity that holds each refund with its amount. */
	readonly refundListField: string;
	/** API name of a permission set that gets access to new fields; null gives nobody access. */
	readonly permissionSet: string | null;
	/** Fields of ours; the key fields above take the place of the keys in it. */
	readonly definitions: readonly FieldDefinition[];
}

/** What works with the preset mapping. */
export const DEFAULT_SALESFORCE_SETTINGS: SalesforceSettings = {
	apiVersion: 'v60.0',
	contactKeyField: 'Affiliate_Email_Key__c',
	purchaseKeyField: 'Affiliate_Order_Key__c',
	stages: { pending: 'Proposal/Price Quote', paid: 'Closed Won', cancelled: 'Closed Lost' },
	orgCurrency: null,
	fallbackLastName: 'Unknown',
	recordTypeId: null,
	associate: true,
	allowDuplicates: false,
	refundedAmountField: 'Affiliate_Refunded_Amount__c',
	refundListField: 'Affiliate_Refunds__c',
	permissionSet: null,
	definitions: [],
};

/** Collections upsert is there from this version on. Source: "Upsert Records Using sObject Collections". */
const LOWEST_VERSION = 46;

/** Fills in defaults and checks. Throws `invalid_input`. */
export function resolveSettings(given: Partial<SalesforceSettings>): SalesforceSettings {
	const settings = { ...DEFAULT_SALESFORCE_SETTINGS, ...given };
	const { contactKeyField, purchaseKeyField, refundedAmountField, refundListField } = settings;
	for (const name of [contactKeyField, purchaseKeyField, refundedAmountField, refundListField]) {
		requireFieldName(name);
	}
	if (settings.fallbackLastName.trim() === '') {
		throw new AffiliateError('The last name for contacts without one is empty', {
			code: 'invalid_input',
			path: 'fallbackLastName',
			hint: 'Give a word such as Unknown; Salesforce takes no contact without a last name.',
		});
	}
	requireRecordType(settings.recordTypeId);
	return {
		...settings,
		apiVersion: parseApiVersion(settings.apiVersion),
		definitions: settings.definitions.map((definition) => withKeyName(definition, settings)),
	};
}

/** Names go into queries as they are, so nothing but a name may pass. Throws `invalid_input`. */
export function requireFieldName(name: string): string {
	if (/^[A-Za-z][A-Za-z0-9_]{0,79}$/.test(name)) return name;
	throw new AffiliateError(`'${name}' is not the API name of a Salesforce field`, {
		code: 'invalid_input',
		path: 'field',
		hint: 'API names have letters, digits and underscores, such as Affiliate_Source__c.',
	});
}

/** Ids have 15 characters, or 18 where case does not matter. */
function requireRecordType(id: string | null): void {
	if (id === null || /^012[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$/.test(id)) return;
	throw new AffiliateError(`'${id}' is not the id of a Salesforce record type`, {
		code: 'invalid_input',
		path: 'recordTypeId',
		hint: 'Copy it from the address of Setup > Object Manager > Opportunity > Record Types; it begins with 012.',
	});
}

/** A definition under the name that the settings give to the key of its object. */
export function withKeyName(
	definition: FieldDefinition,
	{ contactKeyField, purchaseKeyField }: SalesforceSettings,
): FieldDefinition {
	if (!definition.isKey) return definition;
	const name = definition.object === 'contact' ? contactKeyField : purchaseKeyField;
	return { ...definition, name };
}

function parseApiVersion(text: string): string {
	const match = /^v?(\d{2,3})(?:\.0)?$/.exec(text.trim());
	if (match?.[1] !== undefined && Number(match[1]) >= LOWEST_VERSION) return `v${match[1]}.0`;
	throw new AffiliateError(`'${text}' is not a version of Salesforce's API that can be used`, {
		code: 'invalid_input',
		path: 'apiVersion',
		hint: `Give a version from v${LOWEST_VERSION}.0 on, such as v60.0.`,
	});
}
