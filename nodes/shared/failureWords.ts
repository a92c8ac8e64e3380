import { NodeOperationError, type IDataObject } from 'n8n-workflow';
import { AffiliateError, reasonOf } from '../../lib/kernel';

/** Connectors make these messages to be shown: without personal data, secrets or sent values. */
const SHOWABLE: ReadonlySet<string> = new Set([
	'invalid_input',
	'missing_scope',
	'network',
	'vendor_refused',
	'vendor_unavailable',
	'window_too_full',
]);

/** What went wrong at the store and how to mend it, for the log. */
export function failureWords(error: unknown): IDataObject {
	if (error instanceof AffiliateError && SHOWABLE.has(error.code)) {
		return { reason: error.message, hint: error.hint ?? '' };
	}
	// n8n's own, such as a credential that is not set.
	if (error instanceof NodeOperationError) return { reason: error.message };
	return { reason: reasonOf(error) };
}
