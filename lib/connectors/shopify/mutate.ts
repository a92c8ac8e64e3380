import type { z } from 'zod/v4';
import type { VendorFailure } from '../vendor';
import type { ShopifyClient } from './client';
import { failureOfUserError, unreadableFailure } from './failure';
import type { ShopifyOperation } from './operation';
import type { UserError } from './write-outcome';

export type MutationResult<Payload> =
	| { readonly ok: true; readonly payload: Payload }
	/** `userErrors` is empty when the request as a whole failed. */
	| {
			readonly ok: false;
			readonly failure: VendorFailure;
			readonly userErrors: readonly UserError[];
	  };

/**
 * Sends a mutation and looks at both places where Shopify tells what went wrong: `errors` and
 * `userErrors`. `field` is the mutation's name in the answer.
 */
export async function mutate<Payload extends { userErrors: UserError[] }>(
	client: ShopifyClient,
	operation: ShopifyOperation,
	variables: Readonly<Record<string, unknown>>,
	field: string,
	schema: z.ZodType<Payload>,
): Promise<MutationResult<Payload>> {
	const answer = await client.ask(operation, variables);
	if (!answer.ok) return { ok: false, failure: answer.failure, userErrors: [] };
	const { data } = answer;
	const value: unknown =
		typeof data === 'object' && data !== null ? Reflect.get(data, field) : null;
	const parsed = schema.safeParse(value);
	if (!parsed.success) return { ok: false, failure: unreadableFailure(), userErrors: [] };
	const { userErrors } = parsed.data;
	const first = userErrors[0];
	if (first === undefined) return { ok: true, payload: parsed.data };
	return { ok: false, failure: failureOfUserError(first), userErrors };
}
