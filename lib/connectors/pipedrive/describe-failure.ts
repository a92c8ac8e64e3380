import type { AffiliateError } from '../../kernel';
import { failedOutcome, type RecordOutcome } from '../crm';
import {
	describeFailure,
	unavailableError as vendorUnavailable,
	type FailureWords,
	type VendorFailure,
} from '../vendor';

const HINTS: Readonly<Record<string, string>> = {
	AMBIGUOUS_CONTACT:
		'Merge the persons in Pipedrive, or put the e-mail address into the key field of the right one; then run the item again.',
	AMBIGUOUS_PURCHASE: 'Delete or merge the deals that are too many; then run the item again.',
	ARCHIVED: 'Take the deal out of the archive in Pipedrive; then run the item again.',
	BLOCKED:
		"Pipedrive blocks senders for a while that ran into its limits too often. Pause all workflows that use the account; if it stays blocked, ask Pipedrive's support.",
	DAILY_BUDGET:
		"The account's tokens of the day are used up, by whichever integration. They are back after midnight of Pipedrive's servers. Run the items again then; nothing counts twice.",
	NO_CURRENCY: 'Map the amount to a number field, or choose the currency in Pipedrive first.',
	NO_KEY: 'Give the e-mail address of the customer, and the store and id of the order.',
	NOT_A_NUMBER: 'Map a number, with a point and at most 15 digits.',
	UNKNOWN_OPTION: "Add the option to the field in Pipedrive, or map one of the field's options.",
};

/** Codes whose words are our own. */
const OWN_WORDS: ReadonlySet<string> = new Set(
	Object.keys(HINTS).filter((code) => !['BLOCKED', 'DAILY_BUDGET'].includes(code)),
);

/** A failure in words without personal data, with how to mend it. */
export function pipedriveWords(
	failure: VendorFailure,
	sentValues: readonly string[] = [],
): FailureWords {
	const words = describeFailure(failure, { vendor: 'Pipedrive', hintFor }, sentValues);
	if (OWN_WORDS.has(failure.code)) return { ...words, reason: failure.message };
	switch (failure.code) {
		case 'BLOCKED':
			return { ...words, reason: 'Pipedrive has blocked the sender of the requests (403)' };
		case 'DAILY_BUDGET':
			return { ...words, reason: 'The daily budget of the Pipedrive account is used up (429)' };
		default:
			return words;
	}
}

function hintFor({ code, status }: VendorFailure): string | null {
	if (code.startsWith('feature_capping')) {
		return 'A limit of your Pipedrive plan is reached; delete records or ask for a larger plan.';
	}
	if (status === 402) return 'The Pipedrive account is not paid for or its trial is over.';
	if (status === 403 && code !== 'BLOCKED') {
		return 'Give the user of the credential the permission for this, and an OAuth app the scopes contacts:full, deals:full, search:read and, for new fields, admin.';
	}
	return HINTS[code] ?? null;
}

export function refusedOutcome(
	key: string,
	failure: VendorFailure,
	sentValues: readonly string[] = [],
): RecordOutcome {
	return failedOutcome(key, failure, pipedriveWords(failure, sentValues));
}

/** For what concerns the whole run, such as fields that cannot be read. */
export function unavailableError(failure: VendorFailure): AffiliateError {
	return vendorUnavailable(pipedriveWords(failure), failure);
}
