import type { z } from 'zod/v4';
import { addDays, type Instant } from '../../kernel';
import type { PlatformPage } from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { fetchPage, placeError, type ListRequest } from './read';

/** How many days after its first day a request may ask for. */
const MOST_DAYS_AFTER = 365;

/** Part of a longer time, both days inclusive, and the page in it. */
interface Place {
	readonly from: string;
	readonly to: string;
	readonly page: number;
}

/**
 * One page of a list by days, of which Affise gives a year at most: a longer time is read year by year, the
 * newest first. The cursor holds the days of its year, so that they stay where they are when a later run
 * goes on. Days are those of UTC. Throws as readings do.
 */
export async function readByDays<Schema extends z.ZodType, Record>(
	client: VendorClient,
	{
		list,
		from,
		to,
	}: { readonly list: ListRequest<Schema>; readonly from: Instant; readonly to: Instant },
	cursor: string | null,
	recordOf: (source: z.output<Schema>, raw: unknown) => Record,
): Promise<PlatformPage<Record>> {
	const first = dayOf(from);
	const place = cursor === null ? yearUntil(dayOf(to), first) : readPlace(cursor);
	const query = { ...list.query, date_from: place.from, date_to: place.to };
	const { records, isLast } = await fetchPage(client, { ...list, query }, place.page, recordOf);
	if (!isLast) return { records, cursor: writePlace({ ...place, page: place.page + 1 }) };
	if (place.from <= first) return { records, cursor: null };
	return { records, cursor: writePlace(yearUntil(daysLater(place.from, -1), first)) };
}

function yearUntil(to: string, first: string): Place {
	const yearBefore = daysLater(to, -MOST_DAYS_AFTER);
	return { from: yearBefore > first ? yearBefore : first, to, page: 1 };
}

function daysLater(day: string, days: number): string {
	return dayOf(addDays(`${day}T00:00:00.000Z`, days));
}

/** The day of a moment in UTC, as Affise writes days: `2026-11-20`. */
export function dayOf(instant: Instant): string {
	return instant.slice(0, 10);
}

function writePlace({ from, to, page }: Place): string {
	return `${from}_${to}_${page}`;
}

function readPlace(cursor: string): Place {
	const parts = /^(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)_([1-9]\d{0,8})$/.exec(cursor);
	const [, from, to, page] = parts ?? [];
	const isDay = (day = '') => !Number.isNaN(Date.parse(day));
	if (from === undefined || to === undefined || !isDay(from) || !isDay(to)) throw placeError();
	return { from, to, page: Number(page) };
}
