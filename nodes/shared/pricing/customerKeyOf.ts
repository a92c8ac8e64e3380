import type { Order } from '../../../lib/model/order';
import type { AffiliateStore } from '../../../lib/ports/store';

/** Keyed hash of the order's customer; null for a guest without e-mail. */
export function customerKeyOf(store: AffiliateStore, order: Order): string | null {
	const { email, customerId } = order.customer;
	return store.history.customerKey({ storeKey: order.storeKey, email, customerId });
}
