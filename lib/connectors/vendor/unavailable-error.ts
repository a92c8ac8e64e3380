import { AffiliateError } from '../../kernel';
import type { FailureWords } from './describe-failure';
import type { VendorFailure } from './failure';

/** For what concerns a whole run, such as fields that cannot be read; with the vendor's wait. */
export function unavailableError(
	{ reason, hint }: Pick<FailureWords, 'reason' | 'hint'>,
	failure: Pick<VendorFailure, 'retryable' | 'retryAfterMilliseconds'>,
): AffiliateError {
	const { retryable, retryAfterMilliseconds } = failure;
	return new AffiliateError(reason, {
		code: 'vendor_unavailable',
		hint,
		details: { retryable, retryAfterMilliseconds },
	});
}
