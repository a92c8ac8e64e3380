import type { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import {
	VendorClient,
	type VendorCall,
	type VendorConnection,
	type VendorFailure,
} from '../vendor';
import { answerFailure, failureOf } from './failure';
import { magentoRetryRules } from './retry-rules';

export interface MagentoOptions {
	/** `cloud-service`: Adobe Commerce as a Cloud Service, whose base URL ends with the tenant. */
	readonly edition?: 'self-hosted' | 'cloud-service';
	/** Code of the store view that requests are for; `all` unless told otherwise. */
	readonly storeView?: string;
}

export type MagentoResult<Value> =
	| { readonly ok: true; readonly value: Value }
	| { readonly ok: false; readonly failure: VendorFailure };

/** One run against one store; see `VendorClient` for when it stops calling. */
export class MagentoClient {
	private readonly vendor: VendorClient;

	private readonly root: string;

	/** Throws `invalid_input` for an address or a store view that cannot be one. */
	constructor(connection: VendorConnection, options: MagentoOptions = {}) {
		this.vendor = new VendorClient(connection, {
			name: 'Magento',
			headers: {},
			retryRules: magentoRetryRules,
			failureOf,
		});
		this.root = apiRoot(options);
	}

	/** Calls a path below `V1` and reads the answer; keys that the schema does not name stay out. */
	async call<Schema extends z.ZodType>(
		call: VendorCall,
		schema: Schema,
	): Promise<MagentoResult<z.output<Schema>>> {
		const answer = await this.vendor.call({ ...call, path: `${this.root}${call.path}` });
		if (!answer.ok) return answer;
		const read = schema.safeParse(answer.response.body);
		if (read.success) return { ok: true, value: read.data };
		const at = read.error.issues[0]?.path.map(String).join('.') ?? '';
		const message = `The answer has another shape than documented${at === '' ? '' : ` at '${at}'`}`;
		return { ok: false, failure: answerFailure('UNREADABLE', message) };
	}
}

/** The cloud service has neither `/rest` nor store views in its paths. */
function apiRoot({ edition = 'self-hosted', storeView = 'all' }: MagentoOptions): string {
	if (edition === 'cloud-service') return '/V1';
	const code = storeView.trim();
	// Magento's own rule for codes of store views.
	if (/^[a-z][a-z0-9_]{0,31}$/i.test(code)) return `/rest/${code}/V1`;
	throw new AffiliateError(`'${code}' is not the code of a store view`, {
		code: 'invalid_input',
		path: 'storeView',
		hint: "Use the code from Stores > All Stores, or 'all'.",
	});
}
