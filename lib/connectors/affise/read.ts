import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import { platformError, type PlatformPage } from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { AFFISE_WORDS } from './client';

const PAGE_SIZE = 100;

/** What is asked of a list, without the page. */
export interface ListRequest<Schema extends z.ZodType> {
	readonly path: string;
	/** Name of the list in the answer. */
	readonly member: string;
	readonly schema: Schema;
	readonly query: Readonly<Record<string, string>>;
}

/** One page of a list by its number, from 1 on. Throws as readings do. */
export async function fetchPage<Schema extends z.ZodType, Record>(
	client: VendorClient,
	{ path, member, schema, query }: ListRequest<Schema>,
	page: number,
	recordOf: (source: z.output<Schema>, raw: unknown) => Record,
): Promise<{ readonly records: readonly Record[]; readonly isLast: boolean }> {
	const answer = await client.call({
		method: 'GET',
		path,
		query: { ...query, page: String(page), limit: String(PAGE_SIZE) },
		safety: 'repeatable',
	});
	if (!answer.ok) throw platformError(answer.failure, AFFISE_WORDS, Object.values(query));
	const list = z.object({ [member]: z.array(z.unknown()) }).safeParse(answer.response.body);
	const rows = list.success ? list.data[member] : undefined;
	const read = rows === undefined ? null : z.array(schema).safeParse(rows);
	if (rows === undefined || read?.success !== true) throw unreadable();
	const records = read.data.map((source, index) => recordOf(source, rows[index]));
	return { records, isLast: rows.length < PAGE_SIZE };
}

/** One page of a list; the cursor is the number of the next one. Throws as readings do. */
export async function readPage<Schema extends z.ZodType, Record>(
	client: VendorClient,
	list: ListRequest<Schema>,
	cursor: string | null,
	recordOf: (source: z.output<Schema>, raw: unknown) => Record,
): Promise<PlatformPage<Record>> {
	const page = pageOf(cursor);
	const { records, isLast } = await fetchPage(client, list, page, recordOf);
	return { records, cursor: isLast ? null : String(page + 1) };
}

/** One record; null for an unknown one. Throws as readings do. */
export async function readOne<Schema extends z.ZodType>(
	client: VendorClient,
	path: string,
	query: Readonly<Record<string, string>>,
	{ members, schema }: { readonly members: readonly string[]; readonly schema: Schema },
): Promise<{ readonly source: z.output<Schema>; readonly raw: unknown } | null> {
	const answer = await client.call({ method: 'GET', path, query, safety: 'repeatable' });
	if (!answer.ok) {
		const { status, message } = answer.failure;
		if (status === 404 || /not found|not exist/i.test(message)) return null;
		throw platformError(answer.failure, AFFISE_WORDS, Object.values(query));
	}
	const body = answer.response.body as Readonly<Record<string, unknown>>;
	const found = members.map((member) => body[member]).find((value) => value !== undefined);
	const raw: unknown = Array.isArray(found) ? found[0] : found;
	if (raw === undefined || raw === null) return null;
	const read = schema.safeParse(raw);
	if (!read.success) throw unreadable();
	return { source: read.data, raw };
}

function pageOf(cursor: string | null): number {
	if (cursor === null) return 1;
	if (/^[1-9]\d{0,8}$/.test(cursor)) return Number(cursor);
	throw placeError();
}

/** For a cursor that no page gave. */
export function placeError(): AffiliateError {
	return new AffiliateError('The place to go on reading from is not readable', {
		code: 'invalid_input',
		path: 'cursor',
		hint: 'Give what the last page returned, or nothing to begin anew.',
	});
}

function unreadable(): AffiliateError {
	return new AffiliateError('Affise gave records that this version cannot read', {
		code: 'vendor_refused',
		hint: 'Run it again later; if that does not help, update this package.',
		// Something on the way may have answered in the vendor's place.
		details: { retryable: true, retryAfterMilliseconds: null },
	});
}
