import { AffiliateError } from '../../kernel';
import { describeFailure, type FailureVocabulary, type VendorFailure } from '../vendor';

/** The failure of a reading as an error: `vendor_unavailable` when it may go later, else `vendor_refused`. */
export function platformError(
	failure: VendorFailure,
	vocabulary: FailureVocabulary,
	sentValues: readonly string[] = [],
): AffiliateError {
	const { reason, hint, field } = describeFailure(failure, vocabulary, sentValues);
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
