import type { VendorRetryRules } from '../retry';

/**
 * Magento has no limit for these endpoints. A 429 comes from the firewall or the host in front of it and
 * names no window, so the common backoff holds; maintenance mode is a plain 503.
 */
export const magentoRetryRules: VendorRetryRules = {
	isQuotaExhausted: () => false,
	rateWindowMilliseconds: () => null,
	notNowMilliseconds: new Map(),
};
