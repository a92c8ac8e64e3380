import { parseInstant } from '../../kernel';
import type { Order } from '../../model/order';
import { parseModel } from '../../model/parse';
import { shopifyCheckout } from './checkout';
import { shopifyCoupons } from './coupons';
import { shopifyCustomer } from './customer';
import { shopifyLines } from './order-lines';
import { shopifyTotals } from './order-totals';
import { shopifyRecordId } from './record-id';
import { shopifyOrderSchema, type ShopifyOrder } from './schema';
import { isPaid, shopifyStatus } from './status';
import { isTestNotificationOrder } from './test-notification';
import { shopifyTracking } from './tracking';

/**
 * A Shopify order as its webhooks send it (REST shape) in canonical form, in the shop's own
 * currency. Throws `invalid_input` when the body is no order; a webhook with a field filter that
 * leaves out `line_items` or `currency` is one.
 */
export function shopifyOrder(body: unknown, storeKey: string): Order {
	return orderFrom(parseModel(shopifyOrderSchema, body, 'order'), storeKey);
}

function orderFrom(order: ShopifyOrder, storeKey: string): Order {
	const orderId = shopifyRecordId(order.id, order.admin_graphql_api_id);
	const lines = shopifyLines(order);
	const createdAt = parseInstant(order.created_at);
	return {
		platform: 'shopify',
		storeKey,
		orderId,
		orderNumber: order.name ?? order.order_number ?? orderId,
		status: shopifyStatus(order),
		isTest: order.test === true || isTestNotificationOrder(orderId),
		createdAt,
		paidAt: paidAt(order, createdAt),
		updatedAt: order.updated_at === null ? createdAt : parseInstant(order.updated_at),
		cancelledAt: order.cancelled_at === null ? null : parseInstant(order.cancelled_at),
		cancelReason: order.cancel_reason,
		currency: order.currency,
		lines,
		totals: shopifyTotals(order, lines),
		coupons: shopifyCoupons(order),
		customer: shopifyCustomer(order),
		tracking: shopifyTracking(order, storeKey),
		action: null,
		subscription: null,
		storeCredit: null,
		...shopifyCheckout(order),
	};
}

/** Shopify names no time of payment; the time the order was processed stands in for it. */
function paidAt(order: ShopifyOrder, createdAt: string): string | null {
	if (!isPaid(order)) return null;
	return order.processed_at === null ? createdAt : parseInstant(order.processed_at);
}
