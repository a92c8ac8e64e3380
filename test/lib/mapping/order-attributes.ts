import { shopifyOrder } from '../../../lib/mapping/shopify';
import type { Order } from '../../../lib/model/order';
import { shopifyOrderBody } from '../../support/shopify-payloads';

/** An order of a platform that holds just these attributes. */
export function orderHavingAttributes(
	platform: Order['platform'],
	attributes: Readonly<Record<string, string>>,
): Order {
	const order = shopifyOrder(shopifyOrderBody(), 'demo.myshopify.com');
	return { ...order, platform, tracking: { ...order.tracking, attributes } };
}
