import type { z } from 'zod/v4';
import type { ShopifyAnswer, ShopifyClient } from './client';
import { failureError } from './describe-failure';
import { unreadableFailure } from './failure';
import type { ShopifyOperation } from './operation';

export interface ReadAnswer<Data> {
	readonly data: Data;
	readonly denied: Extract<ShopifyAnswer, { ok: true }>['denied'];
}

/**
 * Asks and reads the data with a schema. Throws `missing_scope`, which names the scope,
 * `vendor_unavailable`, which may go later, or `vendor_refused`.
 */
export async function readAnswer<Schema extends z.ZodType>(
	client: ShopifyClient,
	operation: ShopifyOperation,
	variables: Readonly<Record<string, unknown>>,
	schema: Schema,
): Promise<ReadAnswer<z.output<Schema>>> {
	const answer = await client.ask(operation, variables);
	if (!answer.ok) throw failureError(answer.failure);
	const parsed = schema.safeParse(answer.data);
	if (!parsed.success) throw failureError(unreadableFailure());
	return { data: parsed.data, denied: answer.denied };
}
