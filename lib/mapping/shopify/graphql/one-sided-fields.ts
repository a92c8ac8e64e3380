import type { Order } from '../../../model/order';

/**
 * What of an order only one of Shopify's two APIs tells, so that the same order may differ there:
 *
 * - `customer.ordersBefore`: GraphQL numbers the customer's orders; webhooks stopped counting with
 *   version 2022-04.
 * - `tracking.userAgent`: only in webhooks.
 * - `tracking.visits`: only in GraphQL, minutes after the order.
 * - `tracking.landingUrl`, `referrer`, `utm` and the attribute `landing_site_ref`: in webhooks at
 *   once, in GraphQL only when the journey is ready. The host differs too: webhooks give a path,
 *   which is completed with the shop's own address; GraphQL gives the domain that was visited.
 * - `payment`: names of gateways are handles in webhooks and may be names for people in GraphQL.
 *
 * Two more depend on the shop: a tip line is marked in webhooks and known in GraphQL by its title
 * "Tip" only, and the amount of a coupon is what webhooks name or, in GraphQL, what was allocated to
 * it. Refunds may differ in `total` where the buyer paid in another currency and something besides
 * goods and shipping was given back: webhooks tell such a transaction in the buyer's currency only.
 *
 * Gives the order without what is one-sided, for comparing the two.
 */
export function withoutOneSidedFields(order: Order): Order {
	const attributes = Object.entries(order.tracking.attributes).filter(
		([name]) => name !== 'landing_site_ref',
	);
	return {
		...order,
		customer: { ...order.customer, ordersBefore: null },
		payment: null,
		tracking: {
			...order.tracking,
			attributes: Object.fromEntries(attributes),
			landingUrl: null,
			referrer: null,
			utm: {},
			userAgent: null,
			visits: [],
		},
	};
}
