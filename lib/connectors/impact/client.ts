import {
	isRecordOrNoContent,
	VendorClient,
	type VendorAnswer,
	type VendorCall,
	type VendorConnection,
} from '../vendor';
import { failureOf, impactRetryRules } from './failure';

export const IMPACT_BASE_URL = 'https://api.impact.com';

/** Takes page loads, without a key. */
export const IMPACT_TRACKING_URL = 'https://trkapi.impact.com';

/** Brand API of 2026-06-01. */
const HEADERS = { 'ir-version': '14' } as const;

/** One run against a brand's account; paths begin below it. */
export class ImpactClient {
	private readonly vendor: VendorClient;

	private readonly account: string;

	constructor(connection: VendorConnection, accountSid: string) {
		this.account = `/Advertisers/${encodeURIComponent(accountSid)}`;
		this.vendor = new VendorClient(connection, {
			name: 'Impact',
			headers: HEADERS,
			retryRules: impactRetryRules,
			expects: isRecordOrNoContent,
			failureOf,
		});
	}

	async get(path: string, query: Readonly<Record<string, string>> = {}): Promise<VendorAnswer> {
		return await this.call({ method: 'GET', path, query, safety: 'repeatable' });
	}

	async call(call: VendorCall): Promise<VendorAnswer> {
		return await this.vendor.call({ ...call, path: `${this.account}${call.path}` });
	}

	/** The path of a URI that an answer names; null for one of another account. */
	pathOf(uri: string): string | null {
		const path = uri.replace(/^https?:\/\/[^/]+/, '');
		return path.startsWith(`${this.account}/`) ? path.slice(this.account.length) : null;
	}
}

/** The host that counts page loads. */
export function trackingClient(connection: VendorConnection): VendorClient {
	return new VendorClient(connection, {
		name: 'Impact',
		headers: {},
		retryRules: impactRetryRules,
		failureOf,
	});
}
