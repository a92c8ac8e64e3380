import type { PlatformPage } from '../../lib/connectors/affiliate-platform';

/** Pages that hold nothing are passed; more of them than this is a platform that goes in circles. */
const MOST_PAGES = 10_000;

/** Records of all pages, up to the limit; null for all. */
export async function readPages<Record>(
	read: (cursor: string | null) => Promise<PlatformPage<Record>>,
	limit: number | null,
): Promise<Record[]> {
	const records: Record[] = [];
	let cursor: string | null = null;
	for (let page = 0; page < MOST_PAGES; page += 1) {
		const next: PlatformPage<Record> = await read(cursor);
		records.push(...next.records);
		if (limit !== null && records.length >= limit) return records.slice(0, limit);
		if (next.cursor === null || next.cursor === cursor) return records;
		({ cursor } = next);
	}
	return records;
}
