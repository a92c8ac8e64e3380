import { formatAmount, type Money } from '../../../../lib/kernel';
import { stripeDelivery } from '../../../../lib/mapping/stripe';
import { storeEvents, type StoreEventOptions } from '../../../../lib/mapping/store-events';
import { STORE_EVENT_KINDS, type StoreEventItem } from '../../../../lib/model/store-event';

export const RECEIVED = '2026-11-02T10:00:10.000Z';
export const CREATED = 1_793_613_600;

export type JsonObject = Record<string, unknown>;

/** Stripe events of our own making, shaped as the API reference of the version describes them. */
export const OLD_VERSION = '2024-06-20';
export const NEW_VERSION = '2025-09-30.clover';

/** A line of the old shape. */
export function line(amount: number, overrides: JsonObject = {}): JsonObject {
	return {
		id: `il_${amount}`,
		object: 'line_item',
		amount,
		currency: 'eur',
		description: '1 × Pro (at €100.00 / month)',
		discount_amounts: [],
		metadata: {},
		price: { id: 'price_1', product: 'prod_1' },
		proration: false,
		quantity: 1,
		subscription: 'sub_1',
		tax_amounts: [],
		type: 'subscription',
		...overrides,
	};
}

/** A renewal of 100.00 EUR without tax, as versions before 2025-03-31 send it. */
export function invoice(overrides: JsonObject = {}): JsonObject {
	const lines = (overrides['lines'] as JsonObject[] | undefined) ?? [line(10_000)];
	const sum = lines.reduce((total, entry) => total + (entry['amount'] as number), 0);
	return {
		id: 'in_1',
		object: 'invoice',
		number: 'ACME-0001',
		currency: 'eur',
		created: CREATED,
		livemode: true,
		status: 'paid',
		billing_reason: 'subscription_cycle',
		total: sum,
		tax: null,
		total_tax_amounts: [],
		total_discount_amounts: [],
		starting_balance: 0,
		ending_balance: 0,
		status_transitions: { paid_at: CREATED + 3_600 },
		discount: null,
		discounts: [],
		customer: 'cus_1',
		customer_email: 'Buyer@Example.com',
		customer_name: 'Kim Ann Sample',
		customer_phone: null,
		customer_address: { country: 'de' },
		charge: 'ch_1',
		payment_intent: 'pi_1',
		subscription: 'sub_1',
		subscription_details: { metadata: {} },
		metadata: {},
		...overrides,
		lines: { object: 'list', data: lines, has_more: overrides['has_more'] ?? false },
	};
}

export function event(type: string, object: unknown, overrides: JsonObject = {}): JsonObject {
	return {
		id: 'evt_1',
		object: 'event',
		type,
		api_version: OLD_VERSION,
		created: CREATED + 3_601,
		livemode: true,
		data: {
			object,
			...(overrides['previous'] === undefined
				? {}
				: { previous_attributes: overrides['previous'] }),
		},
		...overrides,
	};
}

const ALL: StoreEventOptions = {
	kinds: STORE_EVENT_KINDS,
	includeTestOrders: false,
	extraMetaKeys: [],
};

export function read(body: unknown, options: Partial<StoreEventOptions> = {}, storeKey = '') {
	return storeEvents(stripeDelivery(RECEIVED, storeKey), body, { ...ALL, ...options });
}

export function itemsOf(body: unknown): readonly StoreEventItem[] {
	const result = read(body);
	return result.outcome === 'events' ? result.items : [];
}

/** The order of a paid invoice. */
export function orderOf(overrides: JsonObject = {}) {
	const order = itemsOf(event('invoice.paid', invoice(overrides)))[0]?.order;
	if (order === undefined) throw new Error('there is no order');
	return order;
}

export function text(amount: Money | null | undefined): string {
	return amount === null || amount === undefined ? 'none' : formatAmount(amount);
}
