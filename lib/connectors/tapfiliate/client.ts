import {
	isRecordOrNoContent,
	VendorClient,
	type VendorAnswer,
	type VendorCall,
	type VendorConnection,
} from '../vendor';
import { failureOf, tapfiliateRetryRules } from './failure';

export const TAPFILIATE_BASE_URL = 'https://api.tapfiliate.com/1.6';

/** One run against one account. Every path ends with a slash: without it Tapfiliate redirects. */
export class TapfiliateClient {
	private readonly vendor: VendorClient;

	/** Throws `invalid_input` for a base URL that would give the key away. */
	constructor(connection: VendorConnection) {
		this.vendor = new VendorClient(connection, {
			name: 'Tapfiliate',
			headers: {},
			retryRules: tapfiliateRetryRules,
			failureOf,
		});
	}

	async get(path: string, query: Readonly<Record<string, string>> = {}): Promise<VendorAnswer> {
		return await this.vendor.call({ method: 'GET', path, query, safety: 'repeatable' });
	}

	/** For writes that leave the same when they are sent twice. */
	async write(
		method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
		path: string,
		body?: unknown,
		query: Readonly<Record<string, string>> = {},
	): Promise<VendorAnswer> {
		const expects = isRecordOrNoContent;
		return await this.call({ method, path, query, body, safety: 'repeatable', expects });
	}

	/** For writes that Tapfiliate would carry out twice. */
	async writeOnce(method: 'POST', path: string, body: unknown): Promise<VendorAnswer> {
		const expects = isRecordOrNoContent;
		return await this.call({ method, path, body, safety: 'once', expects });
	}

	async call(call: VendorCall): Promise<VendorAnswer> {
		return await this.vendor.call(call);
	}
}
