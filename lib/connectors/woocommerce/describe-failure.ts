import { AffiliateError } from '../../kernel';
import { describeFailure, type FailureVocabulary, type VendorFailure } from '../vendor';

export const WOO_VOCABULARY: FailureVocabulary = { vendor: 'WooCommerce', hintFor };

/** The failure as an error of the whole run: `vendor_unavailable` or `vendor_refused`. */
export function failureError(
	failure: VendorFailure,
	sentValues: readonly string[] = [],
): AffiliateError {
	const { reason, hint, field } = describeFailure(failure, WOO_VOCABULARY, sentValues);
	const mayGoLater = failure.retryable || failure.status === 401;
	return new AffiliateError(reason, {
		code: mayGoLater ? 'vendor_unavailable' : 'vendor_refused',
		hint,
		...(field === null ? {} : { path: field }),
		details: {
			status: failure.status,
			retryable: failure.retryable,
			retryAfterMilliseconds: failure.retryAfterMilliseconds,
		},
	});
}

function hintFor({ status, code, retryable }: VendorFailure): string | null {
	switch (code) {
		case 'NOT_THE_API':
			return 'Check the address of the shop: it must be the one that /wp-json is below, with https and without a redirection, and no firewall or maintenance page may answer in its place.';
		case 'OUT_OF_ORDER':
			return 'Update WooCommerce to 5.8 or later, and keep caches and plugins from changing the answers of the API.';
		case 'NOT_KEPT':
			return 'A plugin of the shop changes or drops this value; choose another name for the field.';
		case 'rest_no_route':
			return 'Check the address of the shop, that WooCommerce is active, and that Settings > Permalinks is not "Plain".';
		case 'rest_cannot_access':
		case 'rest_disabled':
			return 'A security plugin of the shop blocks the REST API; allow /wp-json/wc/v3 in it.';
		default:
			break;
	}
	if (status === 401) {
		return 'Check consumer key and consumer secret. If they are right, the server drops the Authorization header; let it pass it on to PHP (CGIPassAuth On, or a rewrite rule).';
	}
	if (status === 403) {
		return 'Give the API key read and write permission, and make it for an administrator or shop manager (WooCommerce > Settings > Advanced > REST API).';
	}
	return status === 404 && !retryable ? 'The record is no longer in the shop.' : null;
}
