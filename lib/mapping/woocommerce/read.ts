import type { Instant } from '../../kernel';
import { parseModel } from '../../model/parse';
import type { StoreHappening } from '../store-happening';
import { stateHappenings } from './notice';
import { wooOrder } from './order';
import { wooRefunds } from './refunds';
import { wooOrderSchema } from './schema';

/**
 * What an order read over the REST API says happened: what webhooks say of the same state. One made at
 * or after `createdSince` gives `order.created` as well, whose id is the same each time. Throws
 * `invalid_input`.
 */
export function wooOrderRead(
	body: unknown,
	storeKey: string,
	extraMetaKeys: readonly string[],
	createdSince: Instant,
): StoreHappening[] {
	const source = parseModel(wooOrderSchema, body, 'order');
	const order = wooOrder(source, storeKey, extraMetaKeys);
	const refunds = wooRefunds(source, order).map((refund): StoreHappening => ({
		kind: 'refund.created',
		occurredAt: refund.createdAt,
		refund,
	}));
	const isNew = order.createdAt >= createdSince;
	return [
		...(isNew ? [{ kind: 'order.created', occurredAt: order.createdAt, order } as const] : []),
		...stateHappenings(order, true),
		...refunds,
	];
}
