import { formatAmount, type Money } from '../../../../lib/kernel';
import { genericDelivery } from '../../../../lib/mapping/generic';
import { storeEvents, type StoreEventOptions } from '../../../../lib/mapping/store-events';
import { STORE_EVENT_KINDS, type StoreEventItem } from '../../../../lib/model/store-event';

export const RECEIVED = '2026-11-22T18:06:00.000Z';

const ALL: StoreEventOptions = {
	kinds: STORE_EVENT_KINDS,
	includeTestOrders: false,
	extraMetaKeys: [],
};

export type JsonObject = Record<string, unknown>;

/** An order body of two lines, 100.00 EUR before and 119.00 EUR after tax. */
export function orderBody(overrides: JsonObject = {}): JsonObject {
	return {
		id: 'A-77',
		currency: 'EUR',
		createdAt: '2026-11-22T18:05:00Z',
		lines: [
			{ id: 'l1', sku: 'GRINDER', quantity: 2, unitPrice: '40.00', discount: '5.00', tax: '14.25' },
			{ id: 'l2', title: 'Beans', categories: ['Coffee'], total: '25.00', tax: '4.75' },
		],
		customer: { id: 7, email: 'Buyer@Example.com', firstName: 'Kim', country: 'de' },
		...overrides,
	};
}

export function read(
	event: string,
	record: JsonObject,
	{ storeKey = 'my-shop', ...options }: Partial<StoreEventOptions> & { storeKey?: string } = {},
	envelope: JsonObject = {},
) {
	const name = event.split('.')[0] ?? '';
	const body = { event, [name]: record, ...envelope };
	return storeEvents(genericDelivery(RECEIVED, storeKey), body, { ...ALL, ...options });
}

export function itemsOf(...given: Parameters<typeof read>): readonly StoreEventItem[] {
	const result = read(...given);
	return result.outcome === 'events' ? result.items : [];
}

/** The order of an order.paid event. */
export function orderOf(overrides: JsonObject = {}) {
	const order = itemsOf('order.paid', orderBody(overrides))[0]?.order;
	if (order === undefined) throw new Error('there is no order');
	return order;
}

export function text(amount: Money | null | undefined): string {
	return amount === null || amount === undefined ? 'none' : formatAmount(amount);
}
