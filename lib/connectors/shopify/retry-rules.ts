import type { VendorRetryRules } from '../retry';
import { readAnswerBody } from './answer-body';

/**
 * Shopify's bucket of points per app and shop: the wait follows from the cost in the answer. 423 is
 * a shop that is locked for a moment (Shopify's page "Response status and error codes").
 */
export const shopifyRetryRules: VendorRetryRules = {
	isQuotaExhausted: () => false,
	rateWindowMilliseconds: ({ body }) => readAnswerBody(body).costWaitMilliseconds,
	notNowMilliseconds: new Map([[423, 5_000]]),
};
