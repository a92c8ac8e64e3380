import type { Address } from '../../lib/model/address.ts';
import type { Order, OrderLine } from '../../lib/model/order.ts';
import {
	AGENTS,
	below,
	COUNTRIES,
	eur,
	fingerprint,
	instant,
	networkOf,
	SKUS,
} from './decisions-draw.ts';
import { STORE_KEY } from './sample-orders.ts';

export interface OrderPlace {
	readonly orderId: string;
	/** In milliseconds. */
	readonly at: number;
	readonly customer: number;
	readonly clickId: string | null;
	readonly draw: number;
}

/** A paid order of two lines with everything that a shop tells of its customer. */
export function orderAt({ orderId, at, customer, clickId, draw }: OrderPlace): Order {
	const createdAt = instant(at);
	const lines = [1, 2].map((line) => orderLine(draw, line));
	const address = addressOf(customer);
	return {
		platform: 'shopify',
		storeKey: STORE_KEY,
		orderId,
		orderNumber: `#${orderId}`,
		status: 'paid',
		isTest: false,
		createdAt,
		paidAt: createdAt,
		updatedAt: createdAt,
		cancelledAt: null,
		cancelReason: null,
		currency: 'EUR',
		lines,
		totals: totalsOf(lines),
		coupons: [],
		customer: {
			customerId: `customer-${customer}`,
			email: `customer-${customer}@mail-${customer % 500}.example`,
			phone: `+4940${String(customer).padStart(7, '0')}`,
			firstName: 'Carla',
			lastName: address.lastName,
			country: address.country,
			ordersBefore: null,
			acceptsMarketing: null,
		},
		tracking: {
			landingUrl: `https://shop.example.com/?colour=red${clickId === null ? '' : `&aff_click=${clickId}`}`,
			visits: [],
			referrer: null,
			attributes: {},
			utm: { medium: 'affiliate' },
			clientIp: ipOf(networkOf(customer)),
			userAgent: `Mozilla/5.0 (Android 15; Mobile) Firefox/${customer % AGENTS}.0`,
			channel: 'web',
		},
		billingAddress: address,
		shippingAddress: address,
		payment: {
			method: 'card',
			fingerprint: fingerprint(`card ${customer}`).slice(0, 24),
			failedAttempts: 0,
		},
		checkoutStartedAt: instant(at - 120_000),
		action: null,
		subscription: null,
		storeCredit: null,
	};
}

const ipOf = (network: number): string =>
	`${1 + ((network >> 16) % 200)}.${(network >> 8) & 255}.${network & 255}.0`;

function orderLine(draw: number, line: number): OrderLine {
	const net = 900 + below(draw, 10 + line, 9_000);
	const sku = below(draw, 20 + line, SKUS);
	return {
		lineId: `line-${line}`,
		productId: `product-${sku}`,
		variantId: null,
		sku: `SKU-${sku}`,
		title: `Product ${sku}`,
		categories: ['Coffee'],
		quantity: 1,
		gross: eur(net),
		discount: eur(0),
		net: eur(net),
		tax: eur(Math.round(net * 0.19)),
		isGiftCard: false,
		isTip: false,
	};
}

function totalsOf(lines: readonly OrderLine[]): Order['totals'] {
	const sum = (key: 'net' | 'tax'): number =>
		lines.reduce((total, line) => total + Number(line[key].amountMinor), 0);
	return {
		items: eur(sum('net')),
		discount: eur(0),
		shipping: eur(490),
		tax: eur(sum('tax')),
		fees: eur(0),
		tip: eur(0),
		total: eur(sum('net') + sum('tax') + 490),
	};
}

function addressOf(customer: number): Address {
	return {
		line: `Road ${customer}`,
		postcode: String(20_000 + (customer % 60_000)),
		city: 'Hamburg',
		country: COUNTRIES[customer % COUNTRIES.length] ?? null,
		lastName: `Customer${customer % 9_000}`,
	};
}
