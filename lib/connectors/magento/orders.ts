import { inChunks } from '../vendor';
import type { ChangeCursor } from './change-cursor';
import { readChangedRecords, type ChangedRecords, type ReadLimits } from './changed-records';
import type { MagentoClient, MagentoResult } from './client';
import { outOfOrder } from './failure';
import { recordSchema, searchAnswer, type MagentoRecord } from './schema';
import { searchQuery } from './search-criteria';

const IDS_PER_SEARCH = 50;

export interface OrderWithCreditMemos {
	readonly order: MagentoRecord;
	readonly creditMemos: readonly MagentoRecord[];
}

export interface ChangedCreditMemos extends ChangedRecords {
	/** The orders that the memos belong to, by entity id. */
	readonly orders: ReadonlyMap<string, MagentoRecord>;
}

/** Orders that were made or changed from a point on. */
export async function readChangedOrders(
	client: MagentoClient,
	from: ChangeCursor,
	limits: ReadLimits = {},
): Promise<ChangedRecords> {
	return await readChangedRecords(client, '/orders', from, limits);
}

/**
 * Credit memos that were made or changed from a point on, with their orders, without which they
 * cannot be read. When the orders cannot be had, no memo is given and the cursor stays.
 */
export async function readChangedCreditMemos(
	client: MagentoClient,
	from: ChangeCursor,
	limits: ReadLimits = {},
): Promise<ChangedCreditMemos> {
	const memos = await readChangedRecords(client, '/creditmemos', from, limits);
	const orderIds = memos.records.map(({ order_id }) => String(order_id));
	const orders = await readOrdersById(client, orderIds);
	if (orders.ok) return { ...memos, orders: orders.value };
	const { failure } = orders;
	return { records: [], cursor: from, complete: false, failure, orders: new Map() };
}

/** An order by its entity id, with its credit memos. A failure with status 404: there is none. */
export async function readOrder(
	client: MagentoClient,
	entityId: string,
): Promise<MagentoResult<OrderWithCreditMemos>> {
	const order = await client.call(
		{ method: 'GET', path: `/orders/${encodeURIComponent(entityId)}`, safety: 'repeatable' },
		recordSchema,
	);
	if (!order.ok) return order;
	const creditMemos = await readAll(client, '/creditmemos', 'order_id', order.value.entity_id);
	if (!creditMemos.ok) return creditMemos;
	return { ok: true, value: { order: order.value, creditMemos: creditMemos.value } };
}

/** Orders by entity id; those that are not there are left out. */
export async function readOrdersById(
	client: MagentoClient,
	entityIds: readonly string[],
): Promise<MagentoResult<ReadonlyMap<string, MagentoRecord>>> {
	const orders = new Map<string, MagentoRecord>();
	for (const ids of inChunks([...new Set(entityIds)], IDS_PER_SEARCH)) {
		const answer = await client.call(
			{
				method: 'GET',
				path: '/orders',
				query: searchQuery({
					groups: [[{ field: 'entity_id', condition: 'in', value: ids.join(',') }]],
					sortBy: ['entity_id'],
					pageSize: IDS_PER_SEARCH,
				}),
				safety: 'repeatable',
			},
			searchAnswer(recordSchema),
		);
		if (!answer.ok) return answer;
		answer.value.items.forEach((order) => orders.set(order.entity_id, order));
	}
	return { ok: true, value: orders };
}

/** All records with a value, by rising id; each search begins behind the last one's. */
async function readAll(
	client: MagentoClient,
	path: string,
	field: string,
	value: string,
): Promise<MagentoResult<readonly MagentoRecord[]>> {
	const records: MagentoRecord[] = [];
	for (let lastId = '0'; ; lastId = records.at(-1)?.entity_id ?? lastId) {
		const query = searchQuery({
			groups: [
				[{ field, condition: 'eq', value }],
				[{ field: 'entity_id', condition: 'gt', value: lastId }],
			],
			sortBy: ['entity_id'],
			pageSize: IDS_PER_SEARCH,
		});
		const answer = await client.call(
			{ method: 'GET', path, query, safety: 'repeatable' },
			searchAnswer(recordSchema),
		);
		if (!answer.ok) return answer;
		const { items, total_count: total } = answer.value;
		if (items.some(({ entity_id }) => !(Number(entity_id) > Number(lastId)))) {
			return { ok: false, failure: outOfOrder() };
		}
		records.push(...items);
		if (items.length >= total || items.length === 0) return { ok: true, value: records };
	}
}
