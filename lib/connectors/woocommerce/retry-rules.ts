import type { VendorRetryRules } from '../retry';

/**
 * WooCommerce has no limit for these endpoints. A 429 comes from the host or the firewall in front of
 * it and names no window, so the common backoff holds; a WordPress under maintenance is a plain 503.
 */
export const wooRetryRules: VendorRetryRules = {
	isQuotaExhausted: () => false,
	rateWindowMilliseconds: () => null,
	notNowMilliseconds: new Map(),
};
