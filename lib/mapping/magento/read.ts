import type { Instant } from '../../kernel';
import type { StoreHappening } from '../store-happening';
import { withOriginalTracking } from './lineage';
import { orderHappenings, refundHappenings } from './notice';
import { magentoOrder } from './order';

export interface MagentoReading {
	readonly createdSince: Instant;
	/** The order that this one was made from by an edit, as REST gives it; null when there is none. */
	readonly original: unknown;
}

/**
 * What an order read over REST says happened. One made at or after `createdSince` gives `order.created`
 * as well, whose id is the same each time; `order.updated` only once it changed. Throws `invalid_input`.
 */
export function magentoOrderRead(
	body: unknown,
	storeKey: string,
	{ createdSince, original }: MagentoReading,
): StoreHappening[] {
	const own = magentoOrder(body, storeKey);
	const order =
		original === null ? own : withOriginalTracking(own, magentoOrder(original, storeKey));
	const isUntouched = order.updatedAt === order.createdAt;
	const happenings = orderHappenings(order, false).filter(
		({ kind }) => kind !== 'order.updated' || !isUntouched,
	);
	if (order.createdAt < createdSince) return happenings;
	return [{ kind: 'order.created', occurredAt: order.createdAt, order }, ...happenings];
}

/** Entity id of the order that one was made from by an edit; null for an order of its own. */
export function originalOrderIdOf(body: unknown): string | null {
	if (typeof body !== 'object' || body === null) return null;
	const id: unknown = Reflect.get(body, 'relation_parent_id');
	const text = typeof id === 'string' || typeof id === 'number' ? String(id) : '';
	return /^[1-9]\d*$/.test(text) ? text : null;
}

/** What a credit memo read over REST says happened, with the order that it belongs to. */
export function magentoRefundRead(
	memo: unknown,
	order: unknown,
	storeKey: string,
): StoreHappening[] {
	return refundHappenings(memo, order, storeKey);
}
