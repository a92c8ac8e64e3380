import { AffiliateError } from '../../kernel';
import type { VendorFailure } from '../vendor';
import {
	instantOf,
	isAfter,
	magentoTime,
	requireNumericId,
	type ChangeCursor,
} from './change-cursor';
import type { MagentoClient, MagentoResult } from './client';
import { outOfOrder } from './failure';
import { changedRecordSchema, searchAnswer, type MagentoRecord } from './schema';
import { searchQuery, type SearchFilter } from './search-criteria';

export interface ChangedRecords {
	/** In the order of their last change. */
	readonly records: readonly MagentoRecord[];
	/** Where to go on: behind the last record. */
	readonly cursor: ChangeCursor;
	/** False when there is more, or when reading failed. */
	readonly complete: boolean;
	/** What stopped the reading; records before it are good. */
	readonly failure: VendorFailure | null;
}

export interface ReadLimits {
	/** Records per request; 100 unless told otherwise. */
	readonly pageSize?: number;
	/** Records per call of this function, about; 1,000 unless told otherwise. */
	readonly maxRecords?: number;
}

const DEFAULT_PAGE_SIZE = 100;
const DEFAULT_MAX_RECORDS = 1_000;

/**
 * Records of a list (`/orders`, `/creditmemos`) that changed from a point on, each once. A record that
 * changes again while it is read comes again, at its new place.
 *
 * A record's time is set before its transaction ends, so a slow one may appear behind what was read: let
 * the next run begin some minutes earlier. What comes twice has the same event id. Throws `invalid_input` for a
 * cursor whose id is no number.
 */
export async function readChangedRecords(
	client: MagentoClient,
	path: '/orders' | '/creditmemos',
	from: ChangeCursor,
	limits: ReadLimits = {},
): Promise<ChangedRecords> {
	const { maxRecords = DEFAULT_MAX_RECORDS } = limits;
	let pageSize = limits.pageSize ?? DEFAULT_PAGE_SIZE;
	let cursor = from;
	const records: MagentoRecord[] = [];
	while (records.length < maxRecords) {
		const page = await readPage(client, path, cursor, pageSize);
		if (!page.ok) {
			const allowed = allowedPageSize(page.failure);
			if (allowed === null || allowed >= pageSize) {
				return { records, cursor, complete: false, failure: page.failure };
			}
			pageSize = allowed;
			continue;
		}
		records.push(...page.value.records);
		cursor = page.value.cursor;
		if (page.value.isLast) return { records, cursor, complete: true, failure: null };
	}
	return { records, cursor, complete: false, failure: null };
}

interface Page {
	readonly records: readonly MagentoRecord[];
	readonly cursor: ChangeCursor;
	readonly isLast: boolean;
}

async function readPage(
	client: MagentoClient,
	path: string,
	from: ChangeCursor,
	pageSize: number,
): Promise<MagentoResult<Page>> {
	const answer = await client.call(
		{
			method: 'GET',
			path,
			query: searchQuery({
				groups: groupsAfter(from),
				sortBy: ['updated_at', 'entity_id'],
				pageSize,
			}),
			safety: 'repeatable',
		},
		searchAnswer(changedRecordSchema),
	);
	if (!answer.ok) return answer;
	const { items, total_count: total } = answer.value;
	let cursor = from;
	for (const { entity_id, updated_at } of items) {
		const place = placeOf(entity_id, updated_at);
		if (place === null || !isAfter(place, cursor)) return { ok: false, failure: outOfOrder() };
		cursor = place;
	}
	return {
		ok: true,
		value: { records: items, cursor, isLast: items.length >= total || items.length === 0 },
	};
}

/**
 * What comes after a record in the order of (change, id). Magento joins groups by AND and the filters of a
 * group by OR, so it is written as: changed at or after, and (changed after, or a higher id).
 */
function groupsAfter({ updatedAt, entityId }: ChangeCursor): SearchFilter[][] {
	const value = magentoTime(updatedAt);
	const since: SearchFilter = { field: 'updated_at', condition: 'gteq', value };
	if (entityId === null) return [[since]];
	return [
		[since],
		[
			{ field: 'updated_at', condition: 'gt', value },
			{ field: 'entity_id', condition: 'gt', value: requireNumericId(entityId) },
		],
	];
}

function placeOf(entityId: string, updatedAt: string): ChangeCursor | null {
	try {
		return { updatedAt: instantOf(updatedAt), entityId: requireNumericId(entityId) };
	} catch (error) {
		if (error instanceof AffiliateError) return null;
		throw error;
	}
}

/** A store may limit pages (Web API Limits): "Maximum SearchCriteria pageSize is 50". */
function allowedPageSize({ status, message }: VendorFailure): number | null {
	if (status !== 400) return null;
	const size = Number(/pageSize is (\d{1,5})/i.exec(message)?.[1] ?? 0);
	return size >= 1 ? size : null;
}
