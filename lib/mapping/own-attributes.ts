import type { Order } from '../model/order';

/**
 * With these begin the names of what the connectors write to an order of a store where orders are
 * read for attributes. Magento is written to by comments, which are passed over when they are read.
 */
const OWN_PREFIXES: Readonly<Record<Order['platform'], string | null>> = {
	shopify: 'affiliate:',
	woocommerce: '_affiliate_loop_',
	magento: null,
	stripe: null,
	generic: null,
};

/** The order without the attributes that this package wrote to it, so that writing them is no news. */
export function withoutOwnAttributes(order: Order): Order {
	const prefix = OWN_PREFIXES[order.platform];
	if (prefix === null) return order;
	const { attributes } = order.tracking;
	const foreign = Object.entries(attributes).filter(
		([name]) => !name.toLowerCase().startsWith(prefix),
	);
	return {
		...order,
		tracking: { ...order.tracking, attributes: Object.fromEntries(foreign) },
	};
}
