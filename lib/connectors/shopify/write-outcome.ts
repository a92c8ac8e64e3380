import { z } from 'zod/v4';
import { describeFailure, type VendorFailure } from '../vendor';
import { SHOPIFY_VOCABULARY } from './describe-failure';

/** What became of one write to the shop. */
export interface WriteOutcome {
	/** `rejected`: Shopify does not take it. `failed`: Shopify could not be asked or did not answer. */
	readonly outcome: 'created' | 'updated' | 'unchanged' | 'rejected' | 'failed';
	/** Global id of the record that was written to, or made. */
	readonly id: string | null;
	/** Why, for `rejected` and `failed`; without personal data. */
	readonly reason: string | null;
	readonly hint: string | null;
	/** The field at fault, if it is known. */
	readonly field: string | null;
	readonly retryable: boolean;
	/** Milliseconds that Shopify asks to wait before it is tried again. */
	readonly retryAfterMilliseconds: number | null;
}

export function doneOutcome(
	outcome: 'created' | 'updated' | 'unchanged',
	id: string | null,
): WriteOutcome {
	const nothingWrong = { reason: null, hint: null, field: null, retryable: false } as const;
	return { outcome, id, ...nothingWrong, retryAfterMilliseconds: null };
}

export function failedOutcome(
	failure: VendorFailure,
	id: string | null,
	sentValues: readonly string[] = [],
): WriteOutcome {
	const isRecordsOwn = [400, 404, 409, 422].includes(failure.status) && !failure.retryable;
	return {
		outcome: isRecordsOwn ? 'rejected' : 'failed',
		id,
		...describeFailure(failure, SHOPIFY_VOCABULARY, sentValues),
		retryable: failure.retryable,
		retryAfterMilliseconds: failure.retryAfterMilliseconds,
	};
}

/** A write that is refused before it is sent. */
export function rejectedOutcome(
	id: string | null,
	words: { readonly reason: string; readonly hint: string; readonly field?: string },
): WriteOutcome {
	const { reason, hint, field = null } = words;
	const again = { retryable: false, retryAfterMilliseconds: null } as const;
	return { outcome: 'rejected', id, reason, hint, field, ...again };
}

const userErrorSchema = z.object({
	field: z.array(z.string()).nullish(),
	message: z.string(),
	code: z.string().nullish(),
});

export type UserError = z.output<typeof userErrorSchema>;

/** The payload of a mutation: what it made, and what it did not take. */
export function payload<Shape extends z.ZodRawShape>(shape: Shape) {
	return z.object({ ...shape, userErrors: z.array(userErrorSchema) });
}
