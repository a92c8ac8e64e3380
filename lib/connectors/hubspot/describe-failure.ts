import type { HubSpotFailure } from './failure';

export interface FailureWords {
	/** One sentence without personal data. */
	readonly reason: string;
	/** The property at fault, if it is known. */
	readonly field: string | null;
	/** How to mend it. */
	readonly hint: string;
}

const E_MAIL = /[^\s@"'<>[\](){},;:]+@[^\s@"'<>[\](){},;:]+/g;

/**
 * A failure in words that can be shown and logged: values that were sent and anything that looks
 * like an e-mail address are masked, HubSpot's correlation id is kept for its support.
 */
export function describeFailure(
	failure: HubSpotFailure,
	sentValues: readonly string[] = [],
): FailureWords {
	const words = wordsFor(failure, sentValues);
	const trail = failure.correlationId === null ? '' : ` (HubSpot id ${failure.correlationId})`;
	return { ...words, reason: `${words.reason}${trail}` };
}

function wordsFor(failure: HubSpotFailure, sentValues: readonly string[]): FailureWords {
	const fault = failure.fields[0];
	if (fault !== undefined) {
		const text = mask(fault.text, sentValues);
		const code = fault.code === '' ? '' : ` (${fault.code})`;
		return {
			reason: `HubSpot did not accept '${fault.property}'${code}${text === '' ? '' : `: ${text}`}`,
			field: fault.property,
			hint: hintFor(fault.code, fault.property),
		};
	}
	const known = knownStatus(failure);
	if (known !== null) return { ...known, field: null };
	const message = mask(failure.message, sentValues);
	const label = failure.category === '' ? String(failure.status) : failure.category;
	return {
		reason: `HubSpot answered ${label}${message === '' ? '' : `: ${message}`}`,
		field: null,
		hint: 'Compare the record with the rules of your HubSpot account.',
	};
}

function knownStatus(failure: HubSpotFailure): { reason: string; hint: string } | null {
	if (failure.status === 0) {
		return {
			reason: 'HubSpot did not answer',
			hint: 'Check the network and any proxy, then run the item again; nothing counts twice.',
		};
	}
	if (failure.status === 401) {
		return {
			reason: 'HubSpot refused the credential (401)',
			hint: 'Check the service key in the credential; it may have been replaced or deleted.',
		};
	}
	if (failure.status === 403) {
		const scopes = failure.context['missingScopes'] ?? failure.context['requiredGranularScopes'];
		return {
			reason: `The HubSpot credential lacks a permission (403)${scopes ? `: ${scopes.join(', ')}` : ''}`,
			hint: 'Add the scopes in HubSpot: contacts and deals read and write, and schemas write to create properties.',
		};
	}
	if (failure.status === 429) {
		return {
			reason: 'The request limit of the HubSpot account is used up (429)',
			hint: 'Run the items again later; nothing counts twice.',
		};
	}
	if (failure.retryable) {
		return {
			reason: `HubSpot could not carry out the request (${failure.status})`,
			hint: 'Run the items again later; nothing counts twice.',
		};
	}
	return null;
}

function hintFor(code: string, property: string): string {
	switch (code) {
		case 'INVALID_EMAIL':
			return 'Correct the e-mail address in the store, then run the item again.';
		case 'PROPERTY_DOESNT_EXIST':
			return `Create the property '${property}' in HubSpot, or run 'Create Missing' of the resource 'Property'.`;
		case 'INVALID_OPTION':
			return `Choose one of the values that '${property}' has in HubSpot, or add the value there.`;
		default:
			return `Compare the value with the settings of '${property}' in HubSpot.`;
	}
}

function mask(text: string, sentValues: readonly string[]): string {
	const values = [...new Set(sentValues)]
		.filter((value) => value.length >= 3)
		.sort((a, b) => b.length - a.length);
	const masked = values.reduce((rest, value) => rest.replaceAll(value, '•••'), text);
	return masked.replace(E_MAIL, '•••');
}
