import { normalizeEmail } from '../../kernel';
import type { Customer } from '../../model/customer';
import type { ShopifyOrder } from './schema';

/**
 * Who bought. Without access to protected customer data Shopify sends nulls here, so nothing is
 * required. `orders_count` left the payload with API version 2022-04; it counts this order too.
 */
export function shopifyCustomer(order: ShopifyOrder): Customer {
	const { customer, billing_address: billing } = order;
	const email = order.email ?? order.contact_email ?? customer?.email ?? null;
	const ordersCount = customer?.orders_count ?? null;
	return {
		customerId: customer?.id ?? null,
		email: email === null ? null : normalizeEmail(email),
		phone: order.phone ?? customer?.phone ?? billing?.phone ?? null,
		firstName: customer?.first_name ?? billing?.first_name ?? null,
		lastName: customer?.last_name ?? billing?.last_name ?? null,
		country: billing?.country_code?.toUpperCase() ?? null,
		ordersBefore: ordersCount === null ? null : Math.max(0, ordersCount - 1),
		acceptsMarketing: acceptsMarketing(order),
	};
}

/** The customer's recorded consent; a pending double opt-in is not consent yet. */
function acceptsMarketing(order: ShopifyOrder): boolean | null {
	const state = order.customer?.email_marketing_consent?.state ?? null;
	if (state !== null) return state === 'subscribed';
	return order.customer?.accepts_marketing ?? order.buyer_accepts_marketing;
}
