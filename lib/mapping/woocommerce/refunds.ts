import { zeroMoney } from '../../kernel';
import type { Order } from '../../model/order';
import type { Refund } from '../../model/refund';
import { storeAmount } from '../store-amount';
import type { WooOrder } from './schema';

/**
 * The refunds that an order lists in short: id, reason and a negative total, no lines and no date.
 * The order's last change stands in for the date.
 */
export function wooRefunds(source: WooOrder, order: Order): Refund[] {
	return source.refunds.map(({ id, reason, total }) => ({
		platform: 'woocommerce',
		storeKey: order.storeKey,
		refundId: id,
		orderId: order.orderId,
		createdAt: order.updatedAt,
		kind: 'refund',
		reason,
		currency: order.currency,
		lines: null,
		shipping: zeroMoney(order.currency),
		total: storeAmount(String(total).trim().replace(/^-/, ''), order.currency),
	}));
}
