import { VendorClient, type VendorConnection, type VendorFailure } from '../vendor';
import { DEFAULT_SHOPIFY_API_VERSION, graphqlPath } from './admin-url';
import { readAnswerBody, type GraphqlError } from './answer-body';
import { failureOfError, failureOfResponse } from './failure';
import type { ShopifyOperation } from './operation';
import { shopifyRetryRules } from './retry-rules';
import { withHttpStatuses } from './status-port';

/** `baseUrl` is that of `shopifyAdminUrl`, or of a proxy in front of it. */
export interface ShopifyConnection extends VendorConnection {
	readonly apiVersion?: string;
}

/** An optional field that the app may not read. */
export interface DeniedField {
	/** Its name, such as `customer`. */
	readonly field: string;
	/** Scopes that would allow it; empty when Shopify names none (protected customer data). */
	readonly scopes: readonly string[];
}

export type ShopifyAnswer =
	| { readonly ok: true; readonly data: unknown; readonly denied: readonly DeniedField[] }
	| { readonly ok: false; readonly failure: VendorFailure };

/**
 * One run against one shop by its Admin GraphQL API. Every answer is looked at for `errors`: Shopify
 * answers 200 to most of them. After one that dooms all further requests it stops calling and
 * answers alike.
 */
export class ShopifyClient {
	private readonly vendor: VendorClient;

	private readonly path: string;

	/** Throws `invalid_input` for a base URL that would give the token away, or an odd version. */
	constructor(connection: ShopifyConnection) {
		this.path = graphqlPath(connection.apiVersion ?? DEFAULT_SHOPIFY_API_VERSION);
		this.vendor = new VendorClient(
			{ ...connection, http: withHttpStatuses(connection.http) },
			{
				name: 'Shopify',
				headers: {},
				retryRules: shopifyRetryRules,
				failureOf: failureOfResponse,
			},
		);
	}

	async ask(
		{ name, document, safety, optionalFields }: ShopifyOperation,
		variables: Readonly<Record<string, unknown>>,
	): Promise<ShopifyAnswer> {
		const answer = await this.vendor.call({
			method: 'POST',
			path: this.path,
			body: { query: document, operationName: name, variables },
			safety,
		});
		if (!answer.ok) return answer;
		const { data, errors } = readAnswerBody(answer.response.body);
		const denied: DeniedField[] = [];
		for (const error of errors) {
			const field = deniedField(error, optionalFields);
			if (field === null) return { ok: false, failure: failureOfError(error) };
			if (!denied.some((known) => known.field === field)) {
				denied.push({ field, scopes: error.scopes });
			}
		}
		return { ok: true, data, denied };
	}
}

function deniedField(error: GraphqlError, optionalFields: readonly string[]): string | null {
	if (error.code !== 'ACCESS_DENIED') return null;
	return error.path.split('.').find((step) => optionalFields.includes(step)) ?? null;
}
