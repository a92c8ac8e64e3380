import { withContact } from '../../lib/model/customer-contact';
import type { Order } from '../../lib/model/order';
import type { AffiliateStore } from '../../lib/ports/store';

/** The order with what is known now of how its customer is reached. */
export async function withKeptContact(
	{ contacts }: Pick<AffiliateStore, 'contacts'>,
	order: Order,
	customerKey: string | null,
): Promise<Order> {
	const kept = customerKey === null ? null : await contacts.get(customerKey);
	if (kept === null) return order;
	return { ...order, customer: withContact(order.customer, order.storeKey, kept.contact) };
}
