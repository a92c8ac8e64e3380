import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import type { PostAffiliateProClient } from './client';

/** Code, operator and value. `E` is equal, `L` like, `D>=` and `D<=` compare days. */
export type GridFilter = readonly [code: string, operator: string, value: string];

export interface GridQuery {
	readonly className: string;
	readonly columns: readonly string[];
	readonly filters: readonly GridFilter[];
	/** Ascending: rows that come while it is read are appended, and none is skipped. */
	readonly sortColumn: string;
}

export type GridRow = Readonly<Record<string, unknown>>;

/** The most that one request gives. */
export const GRID_PAGE_SIZE = 500;

const answerSchema = z.object({
	rows: z.array(z.array(z.unknown())),
	count: z.union([z.number(), z.string()]).nullish().catch(null),
});

const cursorSchema = z.object({ offset: z.number().int().nonnegative() });

/** Rows from an offset; throws like `platformError`, and `vendor_refused` for what is no list. */
export async function readGrid(
	client: PostAffiliateProClient,
	{ className, columns, filters, sortColumn }: GridQuery,
	offset: number,
): Promise<{ readonly rows: readonly GridRow[]; readonly next: number | null }> {
	const request = {
		C: className,
		M: 'getRows',
		offset,
		limit: GRID_PAGE_SIZE,
		sort_col: sortColumn,
		sort_asc: true,
		columns: [['id'], ...columns.map((column) => [column])],
		filters,
	};
	const answer = await client.run([request], 'repeatable');
	if (!answer.ok) {
		throw client.errorOf(
			answer.failure,
			filters.map(([, , value]) => value),
		);
	}
	const parsed = answerSchema.safeParse(answer.results[0]);
	const [header, ...entries] = parsed.success ? parsed.data.rows : [];
	if (!parsed.success || header === undefined) throw unreadable();
	const names = header.map(String);
	const rows = entries.map((entry) =>
		Object.fromEntries(names.map((name, index) => [name, entry[index] ?? null])),
	);
	const end = offset + rows.length;
	const count = Number(parsed.data.count ?? Number.NaN);
	// Without a count a full page may have another one after it.
	const hasMore = Number.isFinite(count) ? end < count : rows.length >= GRID_PAGE_SIZE;
	return { rows, next: hasMore && rows.length > 0 ? end : null };
}

/**
 * All rows of which one column equals a value. A filter whose code the server does not know is left out
 * by it, and everything comes: a row of another value than asked for is taken as a sign of that, and
 * throws `vendor_refused`, because neither "there is one" nor "there is none" can be believed then.
 * The server takes capitals and small letters for the same; only exact matches are given.
 */
export async function readExactly(
	client: PostAffiliateProClient,
	query: Omit<GridQuery, 'filters'>,
	column: string,
	value: string,
	also: readonly GridFilter[] = [],
): Promise<readonly GridRow[]> {
	const found: GridRow[] = [];
	let offset: number | null = 0;
	while (offset !== null) {
		const filters: readonly GridFilter[] = [...also, [column, 'E', value]];
		const page: Awaited<ReturnType<typeof readGrid>> = await readGrid(
			client,
			{ ...query, filters },
			offset,
		);
		const stray = page.rows.some((row) => folded(row[column]) !== folded(value));
		if (stray) throw filterIgnored(column);
		found.push(...page.rows);
		offset = page.next;
	}
	return found.filter((row) => String(row[column] ?? '').trim() === value);
}

function folded(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number'
		? String(value).trim().toLowerCase()
		: '';
}

export function offsetOf(cursor: string | null): number {
	if (cursor === null) return 0;
	return readCursor(cursor, cursorSchema).offset;
}

/** Throws `invalid_input` for a text that is none of our cursors. */
export function readCursor<Schema extends z.ZodType>(
	cursor: string,
	schema: Schema,
): z.output<Schema> {
	try {
		const read = schema.safeParse(JSON.parse(cursor));
		if (read.success) return read.data;
	} catch {
		// Refused below like any other text.
	}
	throw new AffiliateError('The place to go on reading from is not readable', {
		code: 'invalid_input',
		path: 'cursor',
		hint: 'Give what the last page returned, or nothing to begin anew.',
	});
}

export function cursorOf(next: number | null): string | null {
	return next === null ? null : JSON.stringify({ offset: next });
}

function filterIgnored(column: string): AffiliateError {
	return new AffiliateError('Post Affiliate Pro gave rows that were not asked for', {
		code: 'vendor_refused',
		path: column,
		hint: `This account does not filter by '${column}'; nothing was changed. Tell the maintainers of this package.`,
	});
}

export function unreadable(): AffiliateError {
	return new AffiliateError('Post Affiliate Pro gave an answer that this version cannot read', {
		code: 'vendor_refused',
		hint: 'Run it again later; if that does not help, update this package.',
		// Something on the way may have answered in the vendor's place.
		details: { retryable: true, retryAfterMilliseconds: null },
	});
}
