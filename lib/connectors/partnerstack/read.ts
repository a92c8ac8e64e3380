import { z } from 'zod/v4';
import { AffiliateError, toMilliseconds, type Instant } from '../../kernel';
import { platformError } from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { PARTNERSTACK_WORDS } from './client';
import { pageSchema } from './schema';

const PAGE_SIZE = 250;

export interface PartnerStackPage<Source> {
	readonly rows: ReadonlyArray<{ readonly source: Source; readonly raw: unknown }>;
	/** Key of the last record; null at the end. */
	readonly cursor: string | null;
}

/** One page, from the record after `cursor` on. Throws like `platformError`. */
export async function readPage<Schema extends z.ZodType<{ readonly key: string }>>(
	client: VendorClient,
	path: string,
	query: Readonly<Record<string, string>>,
	schema: Schema,
	cursor: string | null,
): Promise<PartnerStackPage<z.output<Schema>>> {
	const after: Record<string, string> = cursor === null ? {} : { starting_after: cursor };
	const answer = await client.call({
		method: 'GET',
		path,
		query: { limit: String(PAGE_SIZE), ...query, ...after },
		safety: 'repeatable',
	});
	if (!answer.ok) throw platformError(answer.failure, PARTNERSTACK_WORDS);
	const page = pageSchema.safeParse(answer.response.body);
	const read = page.success ? z.array(schema).safeParse(page.data.data.items) : null;
	if (!page.success || read?.success !== true) throw unreadable();
	const { items, has_more: hasMore } = page.data.data;
	const last = read.data.at(-1);
	return {
		rows: read.data.map((source, index) => ({ source, raw: items[index] })),
		cursor: hasMore === true && last !== undefined ? last.key : null,
	};
}

/** One record; null when there is none. Throws like `platformError`. */
export async function readOne<Schema extends z.ZodType>(
	client: VendorClient,
	path: string,
	schema: Schema,
): Promise<{ readonly source: z.output<Schema>; readonly raw: unknown } | null> {
	const answer = await client.call({ method: 'GET', path, safety: 'repeatable' });
	if (!answer.ok) {
		if (answer.failure.status === 404) return null;
		throw platformError(answer.failure, PARTNERSTACK_WORDS);
	}
	const envelope = z.object({ data: z.unknown() }).safeParse(answer.response.body);
	const raw = envelope.success ? envelope.data.data : undefined;
	const read = schema.safeParse(raw);
	if (!read.success) throw unreadable();
	return { source: read.data, raw };
}

/** Times of PartnerStack are milliseconds. */
export function between(from: Instant | null, to: Instant | null): Record<string, string> {
	return {
		...(from === null ? {} : { min_created: String(toMilliseconds(from)) }),
		...(to === null ? {} : { max_created: String(toMilliseconds(to)) }),
	};
}

function unreadable(): AffiliateError {
	return new AffiliateError('PartnerStack gave records that this version cannot read', {
		code: 'vendor_refused',
		hint: 'Run it again later; if that does not help, update this package.',
		// Something on the way may have answered in the vendor's place.
		details: { retryable: true, retryAfterMilliseconds: null },
	});
}
