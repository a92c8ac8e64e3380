import {
	VendorClient,
	type VendorAnswer,
	type VendorConnection,
	type VendorFailure,
} from '../vendor';
import type { RetrySafety } from '../retry';
import { failureOf } from './failure';
import { klaviyoRetryRules } from './retry-rules';

const JSON_API = 'application/vnd.api+json';

/** One run against one account; it has one burst and one steady limit per endpoint. */
export class KlaviyoClient {
	private readonly vendor: VendorClient;

	/** A permission that the key lacks for one endpoint will not come during the run. */
	private readonly forbidden = new Map<string, VendorFailure>();

	/** Throws `invalid_input` for a base URL that would give the key away. */
	constructor(
		private readonly connection: VendorConnection,
		revision: string,
	) {
		this.vendor = new VendorClient(connection, {
			name: 'Klaviyo',
			headers: { accept: JSON_API, revision },
			retryRules: klaviyoRetryRules,
			failureOf,
		});
	}

	async get(path: string, query: Readonly<Record<string, string>> = {}): Promise<VendorAnswer> {
		return await this.send({ method: 'GET', path, query, safety: 'repeatable' });
	}

	async post(
		path: string,
		body: unknown,
		safety: RetrySafety = 'repeatable',
	): Promise<VendorAnswer> {
		const headers = { 'content-type': JSON_API };
		return await this.send({ method: 'POST', path, body, headers, safety });
	}

	async pause(milliseconds: number): Promise<void> {
		await this.connection.sleeper.sleep(milliseconds);
	}

	private async send(call: Parameters<VendorClient['call']>[0]): Promise<VendorAnswer> {
		const endpoint = `${call.method} ${call.path}`;
		const known = this.forbidden.get(endpoint);
		if (known !== undefined) return { ok: false, failure: known };
		const answer = await this.vendor.call(call);
		if (!answer.ok && answer.failure.status === 403) this.forbidden.set(endpoint, answer.failure);
		return answer;
	}
}
