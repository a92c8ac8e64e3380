import type { VendorRetryRules } from '../retry';

/** A service that catches events at an address that is itself the secret. */
export interface HookService {
	readonly value: 'zapier' | 'make' | 'pabbly' | 'other';
	readonly name: string;
	/** What its addresses look like, as people see them; null for any. */
	readonly looksLike: string | null;
	isOwnHost(host: string): boolean;
	/** Longest body it takes, in bytes. */
	readonly longestBody: number;
	readonly retryRules: VendorRetryRules;
}

/** Not now, for every service: the request came too late, or too early. */
const NOT_NOW: ReadonlyArray<readonly [number, number]> = [
	[408, 1_000],
	[425, 1_000],
];

function rules(
	window: number | null,
	notNow: ReadonlyArray<readonly [number, number]> = [],
): VendorRetryRules {
	return {
		isQuotaExhausted: () => false,
		rateWindowMilliseconds: () => window,
		notNowMilliseconds: new Map([...NOT_NOW, ...notNow]),
	};
}

/**
 * What is known of each: Zapier takes 10 MB and 30 requests a second; Make 5 MB and 300 requests in 10
 * seconds, and says 400 when the queue of the hook is full. Of Pabbly Connect's limits nothing is
 * documented; the smallest of the others holds.
 */
export const HOOK_SERVICES: readonly HookService[] = [
	{
		value: 'make',
		name: 'Make',
		looksLike: 'https://hook.eu1.make.com/…',
		isOwnHost: (host) => /^hook\.([a-z0-9-]+\.)?make\.(com|celonis\.com)$/.test(host),
		longestBody: 5_000_000,
		retryRules: rules(10_000, [[400, 5_000]]),
	},
	{
		value: 'other',
		name: 'Other',
		looksLike: null,
		isOwnHost: () => true,
		longestBody: 5_000_000,
		retryRules: rules(null),
	},
	{
		value: 'pabbly',
		name: 'Pabbly Connect',
		looksLike: 'https://connect.pabbly.com/…',
		isOwnHost: (host) => host === 'connect.pabbly.com',
		longestBody: 5_000_000,
		retryRules: rules(null),
	},
	{
		value: 'zapier',
		name: 'Zapier',
		looksLike: 'https://hooks.zapier.com/hooks/catch/…',
		isOwnHost: (host) => host === 'hooks.zapier.com',
		longestBody: 10_000_000,
		retryRules: rules(null),
	},
];
