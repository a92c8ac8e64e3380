import type { AffiliateError } from '../../kernel';
import {
	describeFailure,
	unavailableError as vendorUnavailable,
	type FailureWords,
	type VendorFailure,
} from '../vendor';

const HINTS: Readonly<Record<string, string>> = {
	AMBIGUOUS:
		'Merge the contacts in Salesforce, or put the key on the right one; then run the item again.',
	CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:
		'A trigger or a flow of your org refused the record; ask its administrator.',
	DUPLICATE_EXTERNAL_ID: 'Several records have this key. Make the key field unique and merge them.',
	DUPLICATE_VALUE:
		'Another record has this unique value. If it cannot be found, the user of the credential may not see it (sharing).',
	DUPLICATES_DETECTED:
		"A duplicate rule of your org found a likeness. Merge the records, or switch on 'Allow Duplicates' if the rule only alerts.",
	INSUFFICIENT_ACCESS:
		'Give the user of the credential the permissions for this, such as Customize Application for new fields.',
	INSUFFICIENT_ACCESS_OR_READONLY:
		'Give the user of the credential edit access to contacts and opportunities.',
	INVALID_EMAIL_ADDRESS: 'Correct the e-mail address in the store, then run the item again.',
	INVALID_FIELD: 'Check that the field exists and that field-level security shows it to the user.',
	INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:
		'Add the value to the picklist in Salesforce, or map another value.',
	MISSING_KEY: 'Leave out orders without an e-mail address.',
	REQUEST_LIMIT_EXCEEDED:
		'Salesforce counts the requests of the last 24 hours. Run the items again later; nothing counts twice.',
	REQUIRED_FIELD_MISSING: 'Your org requires this field; add it to the field mapping.',
	STRING_TOO_LONG: 'Give the field in Salesforce a greater length, or map a shorter text.',
	UNABLE_TO_LOCK_ROW:
		'Somebody else is changing the record or its account. Run the item again later; nothing counts twice.',
};

/** A failure in words without personal data, with how to mend it. */
export function salesforceWords(
	failure: VendorFailure,
	sentValues: readonly string[] = [],
): FailureWords {
	const words = describeFailure(
		failure,
		{ vendor: 'Salesforce', hintFor: ({ code }) => HINTS[code] ?? null },
		sentValues,
	);
	switch (failure.code) {
		case 'AMBIGUOUS':
		case 'MISSING_KEY':
			return { ...words, reason: failure.message };
		case 'REQUEST_LIMIT_EXCEEDED':
			return {
				...words,
				reason: 'The request limit of the Salesforce org is used up (REQUEST_LIMIT_EXCEEDED)',
			};
		case 'UNABLE_TO_LOCK_ROW':
			return { ...words, reason: 'The record in Salesforce stayed locked (UNABLE_TO_LOCK_ROW)' };
		default:
			return words;
	}
}

/** For what concerns the whole run, such as fields that cannot be read. */
export function unavailableError(failure: VendorFailure): AffiliateError {
	return vendorUnavailable(salesforceWords(failure), failure);
}
