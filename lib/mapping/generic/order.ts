import {
	AffiliateError,
	compareMoney,
	sumMoney,
	zeroMoney,
	type Instant,
	type Money,
} from '../../kernel';
import type { Order, OrderLine } from '../../model/order';
import { genericAmount, genericAmountOrZero } from './amount';
import { genericCheckout } from './checkout';
import { genericCustomer } from './customer';
import { genericLines } from './order-lines';
import type { GenericOrder, GenericOrderEvent } from './schema';
import { genericTracking } from './tracking';

/** An order of the generic format in canonical form. Throws `invalid_input` with the path. */
export function genericOrder(
	event: GenericOrderEvent,
	source: GenericOrder,
	storeKey: string,
): Order {
	const { currency } = source;
	const lines = genericLines(source);
	const totals = totalsOf(source, lines);
	const status = statusOf(event, source);
	const updatedAt = source.updatedAt ?? source.cancelledAt ?? source.paidAt ?? source.createdAt;
	return {
		platform: 'generic',
		storeKey,
		orderId: source.id,
		orderNumber: source.number ?? source.id,
		status,
		isTest: source.test,
		createdAt: source.createdAt,
		paidAt: source.paidAt ?? paidAtOf(status, updatedAt),
		updatedAt,
		cancelledAt: status === 'cancelled' ? (source.cancelledAt ?? updatedAt) : null,
		cancelReason: source.cancelReason,
		currency,
		lines,
		totals,
		coupons: source.coupons.map((coupon, index) =>
			typeof coupon === 'string'
				? { code: coupon, amount: zeroMoney(currency) }
				: {
						code: coupon.code,
						amount: genericAmountOrZero(coupon.amount, currency, `order.coupons[${index}].amount`),
					},
		),
		customer: genericCustomer(source.customer),
		tracking: genericTracking(source.tracking, storeKey),
		action: null,
		subscription: subscriptionOf(source),
		storeCredit: storeCreditOf(source, totals.total),
		...genericCheckout(source),
	};
}

function totalsOf(source: GenericOrder, lines: readonly OrderLine[]): Order['totals'] {
	const { currency } = source;
	const sum = (pick: (line: OrderLine) => Money) => sumMoney(lines.map(pick), currency);
	const lineTax = sum(({ tax }) => tax);
	const tax = source.tax === undefined ? lineTax : genericAmount(source.tax, currency, 'order.tax');
	const shipping = genericAmountOrZero(source.shipping, currency, 'order.shipping');
	const fees = genericAmountOrZero(source.fees, currency, 'order.fees');
	return {
		items: sum(({ gross }) => gross),
		discount: sum(({ discount }) => discount),
		shipping,
		tax,
		fees,
		tip: zeroMoney(currency),
		total:
			source.total === undefined
				? sumMoney([sum(({ net }) => net), tax, shipping, fees], currency)
				: genericAmount(source.total, currency, 'order.total'),
	};
}

/** Statuses that say the money came at some time. */
const PAID_ONCE: ReadonlySet<Order['status']> = new Set(['paid', 'partially_refunded', 'refunded']);

function statusOf(event: GenericOrderEvent, { status, paidAt }: GenericOrder): Order['status'] {
	if (event === 'order.cancelled') return 'cancelled';
	if (event !== 'order.paid') {
		return status ?? (paidAt === null || paidAt === undefined ? 'pending' : 'paid');
	}
	if (status === undefined || PAID_ONCE.has(status)) return status ?? 'paid';
	throw new AffiliateError("'order.status' does not go with the event 'order.paid'", {
		code: 'invalid_input',
		path: 'order.status',
		hint: 'Leave the status out, or send the event that fits it.',
	});
}

function paidAtOf(status: Order['status'], updatedAt: Instant): Instant | null {
	return PAID_ONCE.has(status) ? updatedAt : null;
}

function subscriptionOf({ subscription }: GenericOrder): Order['subscription'] {
	if (subscription === null || subscription === undefined) return null;
	return {
		subscriptionId: subscription.id,
		paymentNumber: subscription.paymentNumber ?? null,
		startedAt: subscription.startedAt ?? null,
	};
}

function storeCreditOf({ storeCredit, currency }: GenericOrder, total: Money): Money | null {
	if (storeCredit === undefined) return null;
	const amount = genericAmount(storeCredit, currency, 'order.storeCredit');
	if (compareMoney(amount, total) <= 0) return amount;
	throw new AffiliateError("'order.storeCredit' is more than the total", {
		code: 'invalid_input',
		path: 'order.storeCredit',
		hint: 'Store credit is a part of the total; the total holds it.',
	});
}
