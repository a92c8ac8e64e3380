import type { z } from 'zod/v4';
import type { HttpResponse } from '../../ports/http';
import {
	VendorClient,
	type VendorCall,
	type VendorConnection,
	type VendorFailure,
} from '../vendor';
import { failureError } from './describe-failure';
import { failureOf, unreadableFailure } from './failure';
import { wooRetryRules } from './retry-rules';
import { wooBaseUrl } from './site-url';

export type WooAnswer<Value> =
	| {
			readonly ok: true;
			readonly value: Value;
			/** Pages of this list (X-WP-TotalPages); null when the answer does not tell. */
			readonly pages: number | null;
	  }
	| { readonly ok: false; readonly failure: VendorFailure };

const API_ROOT = '/wp-json/wc/v3';

/**
 * One run against one shop by its REST API v3; see `VendorClient` for when it stops calling. The base
 * URL is the shop's, with the path of its WordPress; the port adds the consumer key as Basic auth.
 */
export class WooClient {
	private readonly vendor: VendorClient;

	/** Throws `invalid_input` for a base URL that would give the secret away. */
	constructor(connection: VendorConnection) {
		this.vendor = new VendorClient(
			{ ...connection, baseUrl: wooBaseUrl(connection.baseUrl) },
			{ name: 'WooCommerce', headers: {}, retryRules: wooRetryRules, failureOf },
		);
	}

	/** Calls a path below `/wp-json/wc/v3` and reads the answer with a schema. */
	async call<Schema extends z.ZodType>(
		call: VendorCall,
		schema: Schema,
	): Promise<WooAnswer<z.output<Schema>>> {
		const answer = await this.vendor.call({ ...call, path: `${API_ROOT}${call.path}` });
		if (!answer.ok) return answer;
		const read = schema.safeParse(answer.response.body);
		if (read.success) return { ok: true, value: read.data, pages: pagesOf(answer.response) };
		const at = read.error.issues[0]?.path.map(String).join('.') ?? '';
		return { ok: false, failure: unreadableFailure(at) };
	}

	/** Reads; throws `vendor_unavailable`, which may go later, or `vendor_refused`. */
	async read<Schema extends z.ZodType>(
		path: string,
		query: Readonly<Record<string, string>>,
		schema: Schema,
	): Promise<{ readonly value: z.output<Schema>; readonly pages: number | null }> {
		const answer = await this.call({ method: 'GET', path, query, safety: 'repeatable' }, schema);
		if (!answer.ok) throw failureError(answer.failure, Object.values(query));
		return answer;
	}
}

function pagesOf({ headers }: HttpResponse): number | null {
	const text = headers['x-wp-totalpages'] ?? '';
	return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
