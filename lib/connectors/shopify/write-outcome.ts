import { z } from 'zod/v4';
import { failedWrite, type VendorFailure, type WriteOutcome } from '../vendor';
import { SHOPIFY_VOCABULARY } from './describe-failure';

export { doneOutcome, rejectedOutcome, type WriteOutcome } from '../vendor';

export function failedOutcome(
	failure: VendorFailure,
	id: string | null,
	sentValues: readonly string[] = [],
): WriteOutcome {
	const isRecordsOwn = [400, 404, 409, 422].includes(failure.status) && !failure.retryable;
	return failedWrite(failure, { id, isRecordsOwn, vocabulary: SHOPIFY_VOCABULARY, sentValues });
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
