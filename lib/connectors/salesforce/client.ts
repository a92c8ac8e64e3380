import { backoffMilliseconds, DEFAULT_RETRY_LIMITS } from '../retry';
import { VendorClient, type VendorAnswer, type VendorCall, type VendorConnection } from '../vendor';
import { failureOf } from './failure';
import { salesforceRetryRules } from './retry-rules';
import { withHttpStatuses } from './status-port';

/** One run against one org. The base URL is the org's instance address, e.g. https://x.my.salesforce.com. */
export class SalesforceClient {
	/** Path below which all resources are. */
	readonly root: string;

	private readonly vendor: VendorClient;

	/** Throws `invalid_input` for a base URL that would give the token away. */
	constructor(
		private readonly connection: VendorConnection,
		options: { readonly apiVersion: string; readonly allowDuplicates: boolean },
	) {
		this.root = `/services/data/${options.apiVersion}`;
		this.vendor = new VendorClient(
			{ ...connection, http: withHttpStatuses(connection.http) },
			{
				name: 'Salesforce',
				headers: options.allowDuplicates
					? { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' }
					: {},
				retryRules: salesforceRetryRules,
				failureOf,
			},
		);
	}

	/** The path is relative to the root. */
	async call(call: VendorCall): Promise<VendorAnswer> {
		return await this.vendor.call({ ...call, path: `${this.root}${call.path}` });
	}

	/** The path is as Salesforce gave it, such as that of the next page. */
	async follow(path: string): Promise<VendorAnswer> {
		return await this.vendor.call({ method: 'GET', path, safety: 'repeatable' });
	}

	/** Waits before records of a batch are sent again; false when that was often enough. */
	async pause(attempt: number): Promise<boolean> {
		if (attempt >= DEFAULT_RETRY_LIMITS.maxAttempts) return false;
		const wait = backoffMilliseconds(attempt, this.connection.jitter(), DEFAULT_RETRY_LIMITS);
		await this.connection.sleeper.sleep(wait);
		return true;
	}
}
