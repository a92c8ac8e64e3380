import { UNTOLD_CHECKOUT } from '../../../lib/model/nobody';
import { sumMoney, zeroMoney, type Money } from '../../../lib/kernel';
import type { Customer } from '../../../lib/model/customer';
import type { Order, OrderLine } from '../../../lib/model/order';
import type { Refund } from '../../../lib/model/refund';
import type { StoreEvent } from '../../../lib/model/store-event';
import { eur, ORDERED_AT, STORE_KEY } from './examples';

export function aCustomer(overrides: Partial<Customer> = {}): Customer {
	return {
		customerId: 'customer-7',
		email: 'carla@example.com',
		phone: null,
		firstName: 'Carla',
		lastName: 'Customer',
		country: 'DE',
		ordersBefore: null,
		acceptsMarketing: null,
		...overrides,
	};
}

/** A line of 100.00 EUR plus 19.00 EUR tax, unless told otherwise. */
export function anOrderLine(overrides: Partial<OrderLine> = {}): OrderLine {
	const net = overrides.net ?? overrides.gross ?? eur('100.00');
	return {
		lineId: 'line-1',
		productId: 'product-1',
		variantId: null,
		sku: 'SKU-1',
		title: 'Coffee grinder',
		categories: [],
		quantity: 1,
		gross: net,
		discount: zeroMoney(net.currency),
		net,
		tax: zeroMoney(net.currency),
		isGiftCard: false,
		isTip: false,
		...overrides,
	};
}

export function aTracking(overrides: Partial<Order['tracking']> = {}): Order['tracking'] {
	return {
		landingUrl: null,
		visits: [],
		referrer: null,
		attributes: {},
		utm: {},
		clientIp: '203.0.113.0',
		userAgent: 'Mozilla/5.0 (X11; Linux x64) Firefox/140.0',
		channel: 'web',
		...overrides,
	};
}

/** Totals follow from the lines (and a shipping of zero) unless `totals` is given. */
export function anOrder(overrides: Partial<Order> = {}): Order {
	const lines = overrides.lines ?? [anOrderLine()];
	const currency = overrides.currency ?? lines[0]?.net.currency ?? 'EUR';
	const sum = (pick: (line: OrderLine) => Money): Money => sumMoney(lines.map(pick), currency);
	const zero = zeroMoney(currency);
	return {
		platform: 'shopify',
		storeKey: STORE_KEY,
		orderId: '1001',
		orderNumber: '#1001',
		status: 'paid',
		isTest: false,
		createdAt: ORDERED_AT,
		paidAt: ORDERED_AT,
		updatedAt: ORDERED_AT,
		cancelledAt: null,
		cancelReason: null,
		currency,
		lines,
		totals: {
			items: sum((line) => line.gross),
			discount: sum((line) => line.discount),
			shipping: zero,
			tax: sum((line) => line.tax),
			fees: zero,
			tip: zero,
			total: sumMoney([sum((line) => line.net), sum((line) => line.tax)], currency),
		},
		coupons: [],
		customer: aCustomer(),
		tracking: aTracking(),
		action: null,
		subscription: null,
		storeCredit: null,
		...UNTOLD_CHECKOUT,
		...overrides,
	};
}

export function aRefund(overrides: Partial<Refund> = {}): Refund {
	return {
		platform: 'shopify',
		storeKey: STORE_KEY,
		refundId: 'refund-1',
		orderId: '1001',
		createdAt: '2026-11-20T09:00:00.000Z',
		kind: 'refund',
		reason: null,
		currency: 'EUR',
		lines: [{ lineId: 'line-1', quantity: 1, net: eur('100.00'), tax: eur('0.00') }],
		shipping: eur('0.00'),
		total: eur('100.00'),
		...overrides,
	};
}

export function aStoreEvent(overrides: Partial<StoreEvent> = {}): StoreEvent {
	return {
		eventId: 'evt_1',
		kind: 'order.paid',
		platform: 'shopify',
		storeKey: STORE_KEY,
		recordId: '1001',
		contentHash: 'a'.repeat(64),
		deliveryId: 'delivery-1',
		occurredAt: ORDERED_AT,
		receivedAt: ORDERED_AT,
		...overrides,
	};
}
