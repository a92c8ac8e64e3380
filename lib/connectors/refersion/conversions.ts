import { z } from 'zod/v4';
import {
	AffiliateError,
	instantFromMilliseconds,
	toMilliseconds,
	type Instant,
} from '../../kernel';
import {
	acceptedOutcome,
	confirmedOutcome,
	type ConversionWrite,
	type PlatformConfirmation,
	type PlatformConversion,
	type PlatformOutcome,
	type RecordFilter,
} from '../affiliate-platform';
import { unreadable } from './client';
import { GRAPH_PAGE, type RefersionGraph, type Selection } from './graph';
import { conversionOf } from './records';
import { conversionSchema, type SourceConversion } from './schema';

/** Of these, `total`, `commission_total`, `currency` and `created` alone are in the vendor's examples. */
const CONVERSION: Selection = {
	id: true,
	order_id: true,
	status: true,
	payment_status: true,
	total: true,
	commission_total: true,
	currency: true,
	created: true,
	affiliate: ['id', 'email'],
	offer: ['id'],
};

export interface SourceRow {
	readonly source: SourceConversion;
	readonly raw: unknown;
}

/** An order is looked for on that many pages of 200. */
const MOST_PAGES = 50;

/**
 * Conversions by time; of an order all pages are read in one go, so that an empty answer means that there is
 * none. `cursor` is the place of the next one.
 */
export async function conversionRows(
	graph: RefersionGraph,
	filter: RecordFilter,
	cursor: string | null,
): Promise<{ readonly rows: readonly SourceRow[]; readonly cursor: string | null }> {
	if (filter.orderId === null) return await pageOf(graph, filter, offsetFrom(cursor));
	const found: SourceRow[] = [];
	let offset = 0;
	for (let page = 0; page < MOST_PAGES; page += 1) {
		const { rows, cursor: next } = await pageOf(graph, filter, offset);
		found.push(...rows);
		if (next === null) return { rows: found, cursor: null };
		offset = Number(next);
	}
	throw new AffiliateError('There are too many conversions to look through for one order', {
		code: 'vendor_refused',
		path: 'orderId',
		hint: "Give the time of the order as well; for a cancellation, the items as More Field 'items'.",
	});
}

/** Null where conversions do not tell their order. Throws as readings do. */
export async function conversionsOfOrder(
	graph: RefersionGraph,
	orderId: string,
): Promise<readonly PlatformConversion[] | null> {
	const filter = { orderId, affiliateId: null, programmeId: null, from: null, to: null };
	try {
		const { rows } = await conversionRows(graph, filter, null);
		return rows.map(({ source, raw }) => conversionOf(source, raw));
	} catch (error) {
		if (error instanceof AffiliateError && error.code === 'not_supported') return null;
		throw error;
	}
}

async function pageOf(graph: RefersionGraph, filter: RecordFilter, offset: number) {
	const raws = await graph.rows('conversions', offset, between(filter), CONVERSION);
	requireFields(graph, filter);
	const rows = raws
		.map((raw) => ({ source: sourceOf(raw), raw }))
		.filter((row) => isWanted(row, filter));
	return { rows, cursor: raws.length < GRAPH_PAGE ? null : String(offset + raws.length) };
}

function sourceOf(raw: unknown): SourceConversion {
	const read = conversionSchema.safeParse(raw);
	if (!read.success) throw unreadable();
	return read.data;
}

function isWanted({ source, raw }: SourceRow, filter: RecordFilter): boolean {
	const { orderId, affiliateId, programmeId, occurredAt } = conversionOf(source, raw);
	if (filter.orderId !== null && orderId !== filter.orderId.trim()) return false;
	if (filter.affiliateId !== null && affiliateId !== filter.affiliateId.trim()) return false;
	if (filter.programmeId !== null && programmeId !== filter.programmeId) return false;
	if (occurredAt === null) return true;
	if (filter.from !== null && occurredAt < secondOf(filter.from)) return false;
	return filter.to === null || occurredAt <= filter.to;
}

/** Refersion counts whole seconds. */
function between({ from, to }: Pick<RecordFilter, 'from' | 'to'>): Record<string, number> {
	return {
		...(from === null ? {} : { created_from: secondsOf(from) }),
		...(to === null ? {} : { created_to: secondsOf(to) }),
	};
}

function secondsOf(at: Instant): number {
	return Math.floor(toMilliseconds(at) / 1_000);
}

function secondOf(at: Instant): Instant {
	return `${at.slice(0, 19)}.000Z`;
}

function offsetFrom(cursor: string | null): number {
	if (cursor === null) return 0;
	if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
	throw new AffiliateError('There is no such page', {
		code: 'invalid_input',
		path: 'cursor',
		hint: 'Give the cursor of the page before.',
	});
}

const SECONDS_PER_DAY = 86_400;

const referenceSchema = z.object({ orderId: z.string().min(1), since: z.number().int() });

/** Whether conversions tell their order is asked, because nobody has written it down. Throws nothing. */
export async function confirmationOf(
	graph: RefersionGraph | null,
	{ orderId, occurredAt }: ConversionWrite,
): Promise<PlatformConfirmation> {
	const byEvent = { by: 'event', reference: orderId.trim() } as const;
	if (graph === null || !(await tellsOrders(graph))) return byEvent;
	const reference = { orderId: orderId.trim(), since: secondsOf(occurredAt) - SECONDS_PER_DAY };
	const text = Buffer.from(JSON.stringify(reference), 'utf8').toString('base64url');
	return { by: 'operation', reference: text };
}

async function tellsOrders(graph: RefersionGraph): Promise<boolean> {
	try {
		await graph.rows('conversions', 0, { first: 1 }, { id: true, order_id: true });
		return !graph.lacks('order_id');
	} catch {
		return false;
	}
}

/** `confirmed` once Refersion has a conversion of the order, whatever its status; until then `accepted`. */
export async function confirmConversion(
	graph: RefersionGraph,
	reference: string,
): Promise<PlatformOutcome> {
	const { orderId, since } = referenceFrom(reference);
	const from = instantFromMilliseconds(since * 1_000);
	const filter = { orderId, affiliateId: null, programmeId: null, from, to: null };
	const { rows } = await conversionRows(graph, filter, null);
	// What was taken back since has the same order.
	const found = rows.find(({ source }) => source.total?.startsWith('-') !== true) ?? rows[0];
	if (found !== undefined) return confirmedOutcome(found.source.id, found.raw);
	return acceptedOutcome(null, { by: 'operation', reference }, null);
}

function referenceFrom(reference: string): z.output<typeof referenceSchema> {
	try {
		const text = Buffer.from(reference, 'base64url').toString('utf8');
		return referenceSchema.parse(JSON.parse(text));
	} catch {
		throw new AffiliateError('There is no such reference', {
			code: 'invalid_input',
			path: 'reference',
			hint: "Give what the accepted write gave as 'confirmation.reference'; one that an event confirms has none.",
		});
	}
}

/** A filter by what conversions do not tell would find nothing, and look as if there were none. */
function requireFields(graph: RefersionGraph, filter: RecordFilter): void {
	const wanted = [
		['orderId', 'order_id'],
		['affiliateId', 'affiliate'],
		['programmeId', 'offer'],
	] as const;
	const missing = wanted.find(([name, field]) => filter[name] !== null && graph.lacks(field));
	if (missing === undefined) return;
	const [path, field] = missing;
	throw new AffiliateError(`Conversions of this Refersion account do not tell '${field}'`, {
		code: 'not_supported',
		path,
		hint: 'Leave this filter out and read by time, or use the events of Refersion.',
	});
}
