import { UNREADABLE, type VendorFailure } from './failure';
import { maskValues } from './mask';

export interface FailureWords {
	/** One sentence without personal data. */
	readonly reason: string;
	/** The field at fault, if it is known. */
	readonly field: string | null;
	/** How to mend it. */
	readonly hint: string;
}

/** A vendor's name and how to mend what only it can mean; null leaves it to the common words. */
export interface FailureVocabulary {
	readonly vendor: string;
	hintFor(failure: VendorFailure): string | null;
}

/** A failure in words that can be shown and logged: values that were sent are masked. */
export function describeFailure(
	failure: VendorFailure,
	vocabulary: FailureVocabulary,
	sentValues: readonly string[] = [],
): FailureWords {
	const { vendor } = vocabulary;
	const common = commonWords(failure, vendor);
	const text = maskValues(failure.message, sentValues);
	const code = failure.code === '' ? String(failure.status) : failure.code;
	const where = failure.field === null ? '' : ` '${failure.field}'`;
	const own = `${vendor} did not accept${where === '' ? ' the record' : where} (${code})${text === '' ? '' : `: ${text}`}`;
	const trail = failure.trace === null ? '' : ` (${vendor} id ${failure.trace})`;
	return {
		reason: `${common?.reason ?? own}${trail}`,
		field: failure.field,
		hint:
			vocabulary.hintFor(failure) ??
			common?.hint ??
			`Compare the record with the rules of your ${vendor} account.`,
	};
}

function commonWords(
	{ status, code, retryable }: VendorFailure,
	vendor: string,
): { readonly reason: string; readonly hint: string } | null {
	const again = 'Run the items again later; nothing counts twice.';
	if (status === 0) {
		return {
			reason: `${vendor} did not answer`,
			hint: `Check the network and any proxy. ${again}`,
		};
	}
	if (code === UNREADABLE) {
		return {
			reason: `What came was no answer of ${vendor}'s API (${status})`,
			hint: `Something on the way may have answered in its place, such as a proxy. ${again}`,
		};
	}
	if (status === 401) {
		return {
			reason: `${vendor} refused the credential (401)`,
			hint: 'Check the credential; its key may have been replaced or deleted.',
		};
	}
	if (status === 429) {
		return { reason: `The request limit of the ${vendor} account is used up (429)`, hint: again };
	}
	if (!retryable) return null;
	return { reason: `${vendor} could not carry out the request (${status})`, hint: again };
}
