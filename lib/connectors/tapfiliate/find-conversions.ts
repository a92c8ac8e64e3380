import {
	requireId,
	type PlatformConversion,
	type PlatformPage,
	type RecordFilter,
} from '../affiliate-platform';
import type { TapfiliateClient } from './client';
import { readOne, readPage, type TapfiliatePage } from './read-page';
import { conversionOf } from './records';
import { conversionSchema, type TapfiliateConversion } from './schema';

/** Conversions of one order; Tapfiliate keeps their ids unique, so that there is one or none. */
export async function findByOrder(
	client: TapfiliateClient,
	orderId: string,
): Promise<TapfiliatePage<TapfiliateConversion>['rows']> {
	const { rows } = await readPage(
		client,
		'/conversions/',
		{ external_id: orderId },
		conversionSchema,
		null,
	);
	// The filter is not relied on: another order must never be touched in this one's place.
	return rows.filter(({ source }) => source.external_id === orderId);
}

export async function getConversion(
	client: TapfiliateClient,
	conversionId: string,
): Promise<PlatformConversion | null> {
	const id = requireId(conversionId, 'conversionId');
	const path = `/conversions/${encodeURIComponent(id)}/`;
	const found = await readOne(client, path, conversionSchema);
	return found === null ? null : conversionOf(found.source, found.raw);
}

/** Tapfiliate filters by day; the time of day is looked at here. */
export async function listConversions(
	client: TapfiliateClient,
	filter: RecordFilter,
	cursor: string | null,
): Promise<PlatformPage<PlatformConversion>> {
	const { rows, cursor: next } = await readPage(
		client,
		'/conversions/',
		conversionQuery(filter),
		conversionSchema,
		cursor,
	);
	const records = rows.map(({ source, raw }) => conversionOf(source, raw));
	return { records: records.filter((record) => isWanted(record, filter)), cursor: next };
}

export function conversionQuery(filter: RecordFilter): Record<string, string> {
	const { orderId, affiliateId, programmeId, from, to } = filter;
	return {
		...(orderId === null ? {} : { external_id: orderId }),
		...(affiliateId === null ? {} : { affiliate_id: affiliateId }),
		...(programmeId === null ? {} : { program_id: programmeId }),
		...(from === null ? {} : { date_from: from.slice(0, 10) }),
		...(to === null ? {} : { date_to: to.slice(0, 10) }),
	};
}

/** A record without a time is given: leaving it out would hide it. */
export function isWanted(
	record: Pick<PlatformConversion, 'orderId' | 'affiliateId' | 'programmeId' | 'occurredAt'>,
	{ orderId, affiliateId, programmeId, from, to }: RecordFilter,
): boolean {
	const { occurredAt } = record;
	return (
		(orderId === null || record.orderId === orderId) &&
		(affiliateId === null || record.affiliateId === null || record.affiliateId === affiliateId) &&
		(programmeId === null || record.programmeId === null || record.programmeId === programmeId) &&
		(from === null || occurredAt === null || occurredAt >= from) &&
		(to === null || occurredAt === null || occurredAt <= to)
	);
}
