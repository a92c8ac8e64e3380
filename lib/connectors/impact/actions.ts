import { z } from 'zod/v4';
import { addDays, AffiliateError, type Instant } from '../../kernel';
import { requireId, type PlatformPage, type RecordFilter } from '../affiliate-platform';
import type { ImpactClient } from './client';
import { readPage } from './read';
import { actionSchema } from './schema';

/** Longest stretch that Impact lists at once, and how far back it goes. */
const WINDOW_DAYS = 45;
const MOST_DAYS_BACK = 3 * 365;

/** An order without a time is looked for in so many days. */
const ORDER_DAYS_BACK = 2 * WINDOW_DAYS;

/** The least that Impact takes for a page of actions. */
const PAGE_SIZE = '2000';

const cursorSchema = z.object({
	/** End of the window that is read. */
	to: z.string(),
	/** Where the whole reading began and ends. */
	from: z.string(),
	page: z.string().nullable(),
});

/**
 * Actions of a stretch of time, the newest window first; longer ones are read window by window. Order,
 * partner and programme are looked at here as well.
 */
export async function listActions<
	Record extends { readonly orderId: string | null; readonly affiliateId: string | null },
>(
	client: ImpactClient,
	filter: RecordFilter,
	now: Instant,
	cursor: string | null,
	recordOf: (source: z.output<typeof actionSchema>, raw: unknown) => Record,
): Promise<PlatformPage<Record>> {
	const { from, to, page } = cursor === null ? whole(filter, now) : readCursor(cursor);
	const start = later(addDays(to, -WINDOW_DAYS), from);
	const list = {
		path: '/Actions',
		member: 'Actions',
		schema: actionSchema,
		query: {
			PageSize: PAGE_SIZE,
			ActionDateStart: start,
			ActionDateEnd: to,
			...(filter.programmeId === null ? {} : { CampaignId: filter.programmeId }),
		},
	};
	const read = await readPage(client, list, page, recordOf);
	const records = read.records.filter(
		({ orderId, affiliateId }) =>
			(filter.orderId === null || orderId === filter.orderId) &&
			(filter.affiliateId === null || affiliateId === filter.affiliateId),
	);
	if (read.cursor !== null) {
		return { records, cursor: JSON.stringify({ from, to, page: read.cursor }) };
	}
	const isDone = start <= from;
	return { records, cursor: isDone ? null : JSON.stringify({ from, to: start, page: null }) };
}

function whole({ orderId, from, to }: RecordFilter, now: Instant) {
	const back = orderId === null ? WINDOW_DAYS : ORDER_DAYS_BACK;
	const end = to ?? now;
	const begin = from ?? addDays(end, -back);
	return { from: later(begin, addDays(now, -MOST_DAYS_BACK)), to: end, page: null };
}

function later(one: Instant, other: Instant): Instant {
	return one > other ? one : other;
}

function readCursor(cursor: string): z.output<typeof cursorSchema> {
	try {
		return cursorSchema.parse(JSON.parse(cursor));
	} catch {
		throw new AffiliateError('The place to go on reading from is not readable', {
			code: 'invalid_input',
			path: 'cursor',
			hint: 'Give what the last page returned, or nothing to begin anew.',
		});
	}
}

/** Path of one action. Throws `invalid_input` for what is no id. */
export function actionPath(id: string): string {
	return `/Actions/${encodeURIComponent(requireId(id, 'conversionId'))}`;
}
