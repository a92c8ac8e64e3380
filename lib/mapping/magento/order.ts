import type { Order } from '../../model/order';
import { parseModel } from '../../model/parse';
import { magentoCheckout } from './checkout';
import { magentoCoupons } from './coupons';
import { magentoCustomer } from './customer';
import { magentoLines } from './order-lines';
import { magentoTotals } from './order-totals';
import { magentoExtensionSchema, magentoOrderSchema, type MagentoOrder } from './schema';
import { isWhollyCancelled, magentoPaidAt, magentoStatus } from './status';
import { magentoStoreCredit } from './store-credit';
import { magentoInstant } from './time';
import { magentoTracking } from './tracking';

/**
 * An order of Magento 2 or Adobe Commerce (REST, or the value of an event) in canonical form.
 * Amounts are in the base currency, which the shop keeps its books in; what the buyer saw may be
 * another. Throws `invalid_input` when the body is no order, or an event that leaves out the amounts.
 */
export function magentoOrder(body: unknown, storeKey: string): Order {
	return orderFrom(parseModel(magentoOrderSchema, body, 'order'), storeKey);
}

function orderFrom(order: MagentoOrder, storeKey: string): Order {
	const isWholeOrder = isWhollyCancelled(order);
	const { base_currency_code: currency, entity_id: orderId } = order;
	const extension = magentoExtensionSchema.safeParse(order.extension_attributes);
	const credit = magentoStoreCredit(order, extension.success ? extension.data : null, currency);
	const lines = magentoLines(order, isWholeOrder);
	const { totals, storeCredit } = magentoTotals(order, lines, credit, isWholeOrder);
	const status = magentoStatus(order);
	const createdAt = magentoInstant(order.created_at);
	const updatedAt = order.updated_at === null ? createdAt : magentoInstant(order.updated_at);
	return {
		platform: 'magento',
		storeKey,
		orderId,
		orderNumber: order.increment_id ?? orderId,
		status,
		isTest: false,
		createdAt,
		paidAt: magentoPaidAt(order, status, updatedAt),
		updatedAt,
		// Magento keeps no time of cancellation; the last change is the nearest to it.
		cancelledAt: status === 'cancelled' ? updatedAt : null,
		cancelReason: null,
		currency,
		lines,
		totals,
		coupons: magentoCoupons(order),
		customer: magentoCustomer(order),
		tracking: magentoTracking(order, storeKey),
		action: null,
		subscription: null,
		storeCredit,
		...magentoCheckout(order),
	};
}
