import { AffiliateError } from '../../kernel';
import { describeFailure, type FailureVocabulary, type VendorFailure } from '../vendor';
import { scopesNamed } from './answer-body';

export const SHOPIFY_VOCABULARY: FailureVocabulary = { vendor: 'Shopify', hintFor };

/** The failure as an error of the whole run: `missing_scope`, `vendor_unavailable` or `vendor_refused`. */
export function failureError(
	failure: VendorFailure,
	sentValues: readonly string[] = [],
): AffiliateError {
	const { reason, hint, field } = describeFailure(failure, SHOPIFY_VOCABULARY, sentValues);
	const isDenied = failure.code === 'ACCESS_DENIED';
	const mayGoLater = failure.retryable || failure.status === 401;
	return new AffiliateError(reason, {
		code: isDenied ? 'missing_scope' : mayGoLater ? 'vendor_unavailable' : 'vendor_refused',
		hint,
		...(field === null ? {} : { path: field }),
		details: {
			status: failure.status,
			retryable: failure.retryable,
			retryAfterMilliseconds: failure.retryAfterMilliseconds,
		},
	});
}

function hintFor({ status, code, message }: VendorFailure): string | null {
	if (code === 'ACCESS_DENIED') return accessHint(message);
	if (code === 'MAX_COST_EXCEEDED') return 'Ask for fewer records at a time.';
	if (status === 401)
		return 'Check the access token, and that the app is still installed in the shop.';
	if (status === 402) return 'The shop is frozen until its owner pays Shopify.';
	if (status === 403) return 'Check that the shop is open and that the app may use the API.';
	if (status === 404 && code === '') return 'Check the name of the shop and the API version.';
	return null;
}

function accessHint(message: string): string {
	if (/protected-customer-data|not approved/i.test(message)) {
		return 'Ask for access to protected customer data in the settings of the app at Shopify.';
	}
	const scopes = scopesNamed(message);
	if (scopes.length === 0) return 'Give the app the access scope that the message names.';
	return `Give the app the access scope ${scopes.join(' or ')}, then install it again.`;
}
