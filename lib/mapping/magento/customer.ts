import { normalizeEmail } from '../../kernel';
import type { Customer } from '../../model/customer';
import { orderAddress } from './addresses';
import type { MagentoOrder } from './schema';

/** Who bought. A guest has no customer id; Magento does not say how many orders came before. */
export function magentoCustomer(order: MagentoOrder): Customer {
	const billing = orderAddress(order, 'billing');
	const email = order.customer_email;
	return {
		customerId: order.customer_id,
		email: email === null ? null : normalizeEmail(email),
		phone: billing?.telephone ?? null,
		firstName: order.customer_firstname ?? billing?.firstname ?? null,
		lastName: order.customer_lastname ?? billing?.lastname ?? null,
		country: billing?.country_id?.toUpperCase() ?? null,
		ordersBefore: null,
		acceptsMarketing: null,
	};
}
