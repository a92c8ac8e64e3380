import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';

/** As `parseInstant` writes it. */
const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);

const cursorSchema = z.object({
	/** Orders changed at or after this moment. */
	from: instant,
	/** Shopify's own cursor inside the window; null at its beginning. */
	after: z.string().nullable(),
	/** Orders read in this window so far. */
	seen: z.int().min(0),
	/** Orders to ask for at once; smaller after Shopify refused a larger page. */
	size: z.int().min(1).max(250),
	/** Latest change read so far. */
	latest: instant,
	/** Ids of the orders that changed at `latest`. */
	atLatest: z.array(z.string()),
	/** Those that changed at `from` and were given by the window before. */
	atFrom: z.array(z.string()),
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
