import type { AffiliateError } from '../../kernel';
import {
	describeFailure,
	unavailableError as vendorUnavailable,
	type FailureWords,
	type VendorFailure,
} from '../vendor';

const HINTS: Readonly<Record<string, string>> = {
	INEXACT_VALUE: 'Correct the amount of the order in the store.',
	NO_PROFILE: 'Write the contact first, then add it to the list.',
	SUPPRESSED: 'Lift the suppression only if the person asked for e-mails again.',
	UNFINISHED: 'Run the items again later; nothing counts twice.',
	UNUSABLE_KEY: 'Correct the e-mail address in the store, then run the item again.',
	duplicate_profile:
		'Another profile has this phone number or external id. Merge the profiles in Klaviyo.',
};

/** Failures of our own making, whose message is the whole reason. */
const OWN: ReadonlySet<string> = new Set([
	'INEXACT_VALUE',
	'NO_PROFILE',
	'SUPPRESSED',
	'UNUSABLE_KEY',
]);

/** A failure in words without personal data, with how to mend it. */
export function klaviyoWords(
	failure: VendorFailure,
	sentValues: readonly string[] = [],
): FailureWords {
	const words = describeFailure(failure, { vendor: 'Klaviyo', hintFor }, sentValues);
	if (OWN.has(failure.code)) return { ...words, reason: failure.message };
	if (failure.code === 'UNFINISHED') {
		return { ...words, reason: `Klaviyo has not carried it out. ${failure.message}` };
	}
	if (failure.status === 403) {
		return { ...words, reason: 'The Klaviyo API key lacks a permission (403)' };
	}
	return words;
}

/** For what concerns the whole run, such as changes that cannot be read. */
export function unavailableError(failure: VendorFailure): AffiliateError {
	return vendorUnavailable(klaviyoWords(failure), failure);
}

function hintFor({ status, code, field }: VendorFailure): string | null {
	if (status === 403) {
		return 'Make an API key with full access to Profiles, Events, Lists and Subscriptions, read access to Metrics and Segments, and Data Privacy for erasure.';
	}
	if (field === 'email' && code !== 'UNUSABLE_KEY') {
		return 'Correct the e-mail address in the store, then run the item again.';
	}
	return HINTS[code] ?? null;
}
