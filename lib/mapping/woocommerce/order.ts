import { normalizeEmail, parseInstant, sumMoney, zeroMoney, type Money } from '../../kernel';
import type { Customer } from '../../model/customer';
import type { Order, OrderLine } from '../../model/order';
import { storeAmount } from '../store-amount';
import { wooCheckout } from './checkout';
import { decodeHtmlEntities } from './html-entities';
import { wooLines } from './order-lines';
import type { WooOrder } from './schema';
import { wooStatus } from './status';
import { wooSubscription } from './subscription';
import { wooTracking } from './tracking';

/** A WooCommerce REST v3 order in canonical form. */
export function wooOrder(
	order: WooOrder,
	storeKey: string,
	extraMetaKeys: readonly string[],
): Order {
	const lines = wooLines(order);
	const status = wooStatus(order);
	const createdAt = wooInstant(order.date_created_gmt);
	const updatedAt =
		order.date_modified_gmt === null ? createdAt : wooInstant(order.date_modified_gmt);
	return {
		platform: 'woocommerce',
		storeKey,
		orderId: order.id,
		orderNumber: order.number ?? order.id,
		status,
		isTest: false,
		createdAt,
		paidAt: order.date_paid_gmt === null ? null : wooInstant(order.date_paid_gmt),
		updatedAt,
		// WooCommerce keeps no date of cancellation; the last change is the nearest to it.
		cancelledAt: status === 'cancelled' ? updatedAt : null,
		cancelReason: null,
		currency: order.currency,
		lines,
		totals: totalsOf(order, lines),
		coupons: couponsOf(order),
		customer: customerOf(order),
		tracking: wooTracking(order, storeKey, extraMetaKeys),
		action: null,
		subscription: wooSubscription(order),
		storeCredit: null,
		...wooCheckout(order),
	};
}

/** WooCommerce writes UTC dates without a zone. */
export function wooInstant(text: string): string {
	return parseInstant(/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`);
}

function totalsOf(order: WooOrder, lines: readonly OrderLine[]): Order['totals'] {
	const { currency } = order;
	return {
		items: sumMoney(
			lines.map(({ gross }) => gross),
			currency,
		),
		discount: sumMoney(
			lines.map(({ discount }) => discount),
			currency,
		),
		shipping: amountOrZero(order.shipping_total, currency),
		tax: amountOrZero(order.total_tax, currency),
		fees: sumMoney(
			order.fee_lines.map(({ total }) => amountOrZero(total, currency)),
			currency,
		),
		tip: zeroMoney(currency),
		total: storeAmount(order.total, currency),
	};
}

function couponsOf(order: WooOrder): Order['coupons'] {
	return order.coupon_lines.slice(0, 100).flatMap(({ code, discount }) => {
		if (code === null) return [];
		const amount = amountOrZero(discount, order.currency);
		return [{ code: decodeHtmlEntities(code), amount }];
	});
}

/** A guest has customer id 0. WooCommerce does not say how many orders came before. */
function customerOf({ customer_id, billing }: WooOrder): Customer {
	const email = billing?.email ?? null;
	return {
		customerId: customer_id,
		email: email === null ? null : normalizeEmail(email),
		phone: billing?.phone ?? null,
		firstName: billing?.first_name ?? null,
		lastName: billing?.last_name ?? null,
		country: billing?.country?.toUpperCase() ?? null,
		ordersBefore: null,
		acceptsMarketing: null,
	};
}

function amountOrZero(amount: string | number | null | undefined, currency: string): Money {
	return amount === null || amount === undefined
		? zeroMoney(currency)
		: storeAmount(amount, currency);
}
