import type { VendorRetryRules } from '../retry';

/**
 * PayPal publishes neither limits nor a time to wait: a 429 is backed off from like any other, and
 * no status says "not now" besides it.
 */
export const payPalRetryRules: VendorRetryRules = {
	isQuotaExhausted: () => false,
	rateWindowMilliseconds: () => null,
	notNowMilliseconds: new Map(),
};
