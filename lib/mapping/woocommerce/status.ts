import { compareMoney, sumMoney } from '../../kernel';
import type { Order } from '../../model/order';
import { storeAmount } from '../store-amount';
import type { WooOrder } from './schema';

const CLOSED: Readonly<Record<string, Order['status']>> = {
	refunded: 'refunded',
	cancelled: 'cancelled',
	failed: 'voided',
	trash: 'voided',
};

/** Statuses in which no money has arrived, whatever a date says. */
const OPEN: ReadonlySet<string> = new Set(['pending', 'on-hold', 'checkout-draft', 'auto-draft']);

/**
 * Paid means a date of payment: processing and completed without one (cash on delivery) are not
 * paid yet, and statuses added by plugins go by the date. Partial refunds keep the status of the
 * order, so they are read from the list of refunds.
 */
export function wooStatus(order: WooOrder): Order['status'] {
	const status = order.status.replace(/^wc-/, '');
	const closed = Object.hasOwn(CLOSED, status) ? CLOSED[status] : undefined;
	if (closed !== undefined) return closed;
	if (order.date_paid_gmt === null || OPEN.has(status)) return 'pending';
	return refundStatus(order);
}

function refundStatus(order: WooOrder): Order['status'] {
	if (order.refunds.length === 0) return 'paid';
	const { currency } = order;
	const refunded = sumMoney(
		order.refunds.map(({ total }) => storeAmount(String(total).replace(/^-/, ''), currency)),
		currency,
	);
	const isAll = compareMoney(refunded, storeAmount(order.total, currency)) >= 0;
	return isAll ? 'refunded' : 'partially_refunded';
}
