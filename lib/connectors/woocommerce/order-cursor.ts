import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';

/** As `parseInstant` writes it. */
const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);

const cursorSchema = z.object({
	/** Orders changed at or after this second. */
	from: instant,
	/** Ids of those that changed at `from` and were given already. */
	atFrom: z.array(z.string()),
	/** Next page inside of the second `from`, from the last one down; null outside of such a walk. */
	page: z.int().min(1).nullable(),
	/** Orders to ask for at once. */
	size: z.int().min(1).max(100),
	/** Latest change read so far. */
	latest: instant,
});

/** Where a walk through changed orders stands. */
export type OrderCursor = z.output<typeof cursorSchema>;

export function writeCursor(cursor: OrderCursor): string {
	return JSON.stringify(cursor);
}

/** Throws `invalid_input` for a text that no call gave. */
export function readCursor(text: string): OrderCursor {
	try {
		return cursorSchema.parse(JSON.parse(text));
	} catch {
		throw new AffiliateError('The place to go on reading orders from is not readable', {
			code: 'invalid_input',
			path: 'cursor',
			hint: 'Give what the last call returned, or nothing to begin anew.',
		});
	}
}
