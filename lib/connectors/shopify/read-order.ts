import { z } from 'zod/v4';
import type { DeniedField, ShopifyClient } from './client';
import { completeOrders } from './complete-orders';
import { anyRecord, type AnyRecord } from './connection-page';
import { ORDER_BY_ID } from './documents';
import { globalId } from './global-id';
import { readAnswer } from './read-answer';

/**
 * One order by its number in the admin's address or its global id, complete as `changedOrders`
 * gives it and with all visits of the customer's journey; null when the shop has none, or it is older than the app may read (60 days without
 * `read_all_orders`). Throws like `readAnswer`, and `invalid_input` for what is no id.
 */
export async function readOrder(
	client: ShopifyClient,
	orderId: string,
): Promise<{ order: AnyRecord; denied: readonly DeniedField[] } | null> {
	const { data, denied } = await readAnswer(
		client,
		ORDER_BY_ID,
		{ id: globalId('Order', orderId) },
		z.object({ order: anyRecord.nullable() }),
	);
	if (data.order === null) return null;
	const complete = await completeOrders(client, [data.order]);
	const order = complete.orders[0];
	return order === undefined ? null : { order, denied: [...denied, ...complete.denied] };
}
