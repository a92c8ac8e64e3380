import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import { platformError } from '../affiliate-platform';
import type { TapfiliateClient } from './client';
import { isMissing, TAPFILIATE_WORDS } from './failure';

/** Tapfiliate's own size of a page; nobody can change it. */
const PAGE_SIZE = 25;

export interface TapfiliatePage<Source> {
	readonly rows: ReadonlyArray<{ readonly source: Source; readonly raw: unknown }>;
	/** Number of the next page as text; null at the end. */
	readonly cursor: string | null;
}

/**
 * One page of a list. The `Link` header tells whether there is another one; it may be missing, then a full
 * page has another one after it. Throws like `platformError`, and `vendor_refused` for a row without an id.
 */
export async function readPage<Schema extends z.ZodType>(
	client: TapfiliateClient,
	path: string,
	query: Readonly<Record<string, string>>,
	schema: Schema,
	cursor: string | null,
): Promise<TapfiliatePage<z.output<Schema>>> {
	const page = pageOf(cursor);
	const answer = await client.get(path, { ...query, page: String(page) });
	if (!answer.ok) throw platformError(answer.failure, TAPFILIATE_WORDS, Object.values(query));
	const { body, headers } = answer.response;
	const rows = z.array(z.unknown()).safeParse(body);
	const read = rows.success ? z.array(schema).safeParse(body) : null;
	if (!rows.success || read?.success !== true) throw unreadable();
	const link = headers['link'];
	const hasNext = link === undefined ? rows.data.length >= PAGE_SIZE : /rel="?next"?/.test(link);
	return {
		rows: read.data.map((source, index) => ({ source, raw: rows.data[index] })),
		cursor: hasNext && rows.data.length > 0 ? String(page + 1) : null,
	};
}

/** One record; null when Tapfiliate has none. Throws like `readPage`. */
export async function readOne<Schema extends z.ZodType>(
	client: TapfiliateClient,
	path: string,
	schema: Schema,
): Promise<{ readonly source: z.output<Schema>; readonly raw: unknown } | null> {
	const answer = await client.get(path);
	if (!answer.ok) {
		if (isMissing(answer.failure)) return null;
		throw platformError(answer.failure, TAPFILIATE_WORDS);
	}
	const { body } = answer.response;
	const read = schema.safeParse(body);
	if (!read.success) throw unreadable();
	return { source: read.data, raw: body };
}

function pageOf(cursor: string | null): number {
	if (cursor === null) return 1;
	if (/^[1-9]\d{0,8}$/.test(cursor)) return Number(cursor);
	throw new AffiliateError('The place to go on reading from is not readable', {
		code: 'invalid_input',
		path: 'cursor',
		hint: 'Give what the last page returned, or nothing to begin anew.',
	});
}

function unreadable(): AffiliateError {
	return new AffiliateError('Tapfiliate gave a list that this version cannot read', {
		code: 'vendor_refused',
		hint: 'Run it again later; if that does not help, update this package.',
		// Something on the way may have answered in the vendor's place.
		details: { retryable: true, retryAfterMilliseconds: null },
	});
}
