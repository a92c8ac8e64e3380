import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import { platformError } from '../affiliate-platform';
import type { RetrySafety } from '../retry';
import { isRecord, VendorClient, type VendorAnswer, type VendorConnection } from '../vendor';
import {
	graphFailureOf,
	graphRetryRules,
	ordersFailureOf,
	REFERSION_WORDS,
	restFailureOf,
	restRetryRules,
} from './failure';

export const REFERSION_BASE_URL = 'https://api.refersion.com/v2';

/** Takes orders, with the same keys. */
export const REFERSION_ORDERS_URL = 'https://inbound-webhooks.refersion.com';

/** Reads lists, with a key of its own. */
export const REFERSION_GRAPHQL_URL = 'https://graphql.refersion.com';

const NAME = 'Refersion';

/** One run against the API; every call of it is a POST, readings too. */
export function restClient(connection: VendorConnection): VendorClient {
	return new VendorClient(connection, {
		name: NAME,
		headers: {},
		retryRules: restRetryRules,
		expects: isRecord,
		failureOf: restFailureOf,
	});
}

export function ordersClient(connection: VendorConnection): VendorClient {
	return new VendorClient(connection, {
		name: NAME,
		headers: {},
		retryRules: restRetryRules,
		failureOf: ordersFailureOf,
	});
}

export function graphClient(connection: VendorConnection): VendorClient {
	return new VendorClient(connection, {
		name: NAME,
		headers: {},
		retryRules: graphRetryRules,
		expects: isRecord,
		failureOf: graphFailureOf,
	});
}

/** A call that changes nothing, or is carried out once. */
export async function post(
	client: VendorClient,
	path: string,
	body: Readonly<Record<string, unknown>>,
	safety: RetrySafety,
): Promise<VendorAnswer> {
	return await client.call({ method: 'POST', path, body, safety });
}

/** Null where Refersion says in words that there is none. Throws like `platformError`. */
export async function read<Schema extends z.ZodType>(
	client: VendorClient,
	path: string,
	body: Readonly<Record<string, unknown>>,
	schema: Schema,
): Promise<{ readonly source: z.output<Schema>; readonly raw: unknown } | null> {
	const answer = await post(client, path, body, 'repeatable');
	if (!answer.ok) {
		const { status, message } = answer.failure;
		if (status === 422 && /not found|could not find|does not exist/i.test(message)) return null;
		throw platformError(answer.failure, REFERSION_WORDS, Object.values(body).map(String));
	}
	const raw = answer.response.body;
	const parsed = schema.safeParse(raw);
	if (!parsed.success) throw unreadable();
	return { source: parsed.data, raw };
}

export function unreadable(): AffiliateError {
	return new AffiliateError('Refersion gave records that this version cannot read', {
		code: 'vendor_refused',
		hint: 'Run it again later; if that does not help, update this package.',
		// Something on the way may have answered in the vendor's place.
		details: { retryable: true, retryAfterMilliseconds: null },
	});
}
