import type { HttpResponse } from '../../ports/http';
import type { VendorRetryRules } from '../retry';

const DEFAULT_WINDOW_MILLISECONDS = 10_000;

/**
 * HubSpot's limits: a rolling window of ten seconds (`TEN_SECONDLY_ROLLING`), a shorter one for
 * search, and a daily quota (`DAILY`) that only midnight brings back. 423 is a record locked for
 * two seconds; 477 an account that is being moved. Source: HubSpot's usage guidelines and error
 * handling page.
 */
export const hubSpotRetryRules: VendorRetryRules = {
	isQuotaExhausted: (response) => policyName(response) === 'DAILY',
	rateWindowMilliseconds: (response) => {
		const interval = Number(response.headers['x-hubspot-ratelimit-interval-milliseconds']);
		if (Number.isFinite(interval) && interval > 0) return interval;
		return policyName(response) === 'SECONDLY' ? 1_000 : DEFAULT_WINDOW_MILLISECONDS;
	},
	notNowMilliseconds: new Map([
		[423, 2_000],
		[477, DEFAULT_WINDOW_MILLISECONDS],
	]),
};

function policyName(response: HttpResponse): string | null {
	const { body } = response;
	if (body === null || typeof body !== 'object' || !('policyName' in body)) return null;
	return typeof body.policyName === 'string' ? body.policyName.toUpperCase() : null;
}
