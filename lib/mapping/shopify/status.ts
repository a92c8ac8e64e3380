import type { Order } from '../../model/order';
import type { ShopifyOrder } from './schema';

const STATUS_BY_FINANCIAL: Readonly<Record<string, Order['status']>> = {
	paid: 'paid',
	partially_refunded: 'partially_refunded',
	refunded: 'refunded',
	voided: 'voided',
	expired: 'voided',
};

/** Financial statuses in which the whole amount was received at some time. */
const PAID_ONCE: ReadonlySet<string> = new Set(['paid', 'partially_refunded', 'refunded']);

/** A cancelled order is cancelled whatever its payment; an unknown status is not yet paid. */
export function shopifyStatus(order: ShopifyOrder): Order['status'] {
	if (order.cancelled_at !== null) return 'cancelled';
	return STATUS_BY_FINANCIAL[order.financial_status ?? ''] ?? 'pending';
}

/** Whether the order was paid in full at some time. */
export function isPaid(order: ShopifyOrder): boolean {
	return PAID_ONCE.has(order.financial_status ?? '');
}
