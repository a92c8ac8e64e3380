import {
	requireId,
	type PlatformConversion,
	type PlatformPage,
	type RecordFilter,
} from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { differencesOf } from './change-conversion';
import { transactionPath } from './create-conversion';
import { between, readOne, readPage } from './read';
import { conversionOf } from './records';
import { transactionSchema } from './schema';

/** By its key, which is that of the order. */
export async function getConversion(
	client: VendorClient,
	conversionId: string,
): Promise<PlatformConversion | null> {
	const path = transactionPath(requireId(conversionId, 'conversionId'));
	const found = await readOne(client, path, transactionSchema);
	return found === null ? null : conversionOf(found.source, found.raw);
}

/** Of an order with the differences that were added to it; else by time, with the affiliate looked at here. */
export async function listConversions(
	client: VendorClient,
	{ orderId, affiliateId, from, to }: RecordFilter,
	cursor: string | null,
): Promise<PlatformPage<PlatformConversion>> {
	if (orderId !== null) {
		const path = transactionPath(requireId(orderId, 'orderId'));
		const found = await readOne(client, path, transactionSchema);
		if (found === null) return { records: [], cursor: null };
		const more = await differencesOf(client, orderId.trim(), found.source);
		const differences = more.map((source) => conversionOf(source, source));
		return { records: [conversionOf(found.source, found.raw), ...differences], cursor: null };
	}
	const page = await readPage(
		client,
		'/transactions',
		between(from, to),
		transactionSchema,
		cursor,
	);
	const records = page.rows
		.map(({ source, raw }) => conversionOf(source, raw))
		.filter((record) => affiliateId === null || record.affiliateId === affiliateId);
	return { records, cursor: page.cursor };
}
