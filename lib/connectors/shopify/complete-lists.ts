import { z } from 'zod/v4';
import type { ShopifyClient } from './client';
import { anyRecord, connectionPage, nextCursor, type AnyRecord } from './connection-page';
import { ORDER_LISTS, REFUND_LINES } from './documents';
import type { ShopifyOperation } from './operation';
import { readAnswer } from './read-answer';

const listSchema = connectionPage(anyRecord);

type List = z.output<typeof listSchema>;

/** Longest list that is read to its end: a request for each page. */
const MOST_PAGES = 100;

/**
 * The order with all entries of its lists: lines, shipping and discounts that did not fit on its
 * page are read with more requests. Throws like `readAnswer`.
 */
export async function completeOrderLists(
	client: ShopifyClient,
	order: AnyRecord,
): Promise<AnyRecord> {
	const whole: Record<string, unknown> = { ...order };
	for (const [name, operation] of Object.entries(ORDER_LISTS)) {
		const list = await completeList(client, operation, order, 'order', name);
		if (list !== null) whole[name] = list;
	}
	return whole;
}

/** The refund with all its lines. */
export async function completeRefundLines(
	client: ShopifyClient,
	refund: AnyRecord,
): Promise<AnyRecord> {
	const list = await completeList(client, REFUND_LINES, refund, 'refund', 'refundLineItems');
	return list === null ? refund : { ...refund, refundLineItems: list };
}

/** Null when the list is whole as it is. */
async function completeList(
	client: ShopifyClient,
	operation: ShopifyOperation,
	record: AnyRecord,
	owner: 'order' | 'refund',
	name: string,
): Promise<List | null> {
	const first = listSchema.safeParse(record[name]);
	if (!first.success) return null;
	let after = nextCursor(first.data.pageInfo);
	if (after === null) return null;
	const nodes = [...first.data.nodes];
	const schema = z.object({ [owner]: z.object({ [name]: listSchema }) });
	for (let page = 0; after !== null && page < MOST_PAGES; page += 1) {
		const variables: Record<string, unknown> = { id: record['id'], after };
		const answer = await readAnswer(client, operation, variables, schema);
		const list: List | undefined = answer.data[owner]?.[name];
		nodes.push(...(list?.nodes ?? []));
		after = list === undefined ? null : nextCursor(list.pageInfo);
	}
	return { nodes, pageInfo: { hasNextPage: after !== null } };
}
