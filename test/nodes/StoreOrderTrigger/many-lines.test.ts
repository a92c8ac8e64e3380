import { priceOrder } from '../../../lib/commission';
import { recordConversion, recordRefund } from '../../../lib/ledger';
import { genericDelivery } from '../../../lib/mapping/generic';
import { shopifyDelivery } from '../../../lib/mapping/shopify';
import { wooDelivery } from '../../../lib/mapping/woocommerce';
import type { StoreDelivery } from '../../../lib/mapping/store-delivery';
import { MOST_LINES, type Order } from '../../../lib/model/order';
import { STORE_EVENT_KINDS, storeEventItemSchema } from '../../../lib/model/store-event';
import { eventEntries } from '../../../nodes/StoreOrderTrigger/inboxEntries';
import { readBody } from '../../../nodes/StoreOrderTrigger/readBody';
import { inputOf, partialRefund } from '../../lib/ledger/order-ledger';
import { orderBody } from '../../lib/mapping/generic/payloads';
import { aPlan, eur } from '../../support/builders';
import { aRule, facts } from '../../support/builders/pricing';
import { shopifyOrderBody } from '../../support/shopify-payloads';
import { sqliteEngine } from '../../support/stores';
import { wooOrderBody } from '../../support/woo-payloads';

const AT = '2026-11-02T09:00:10.000Z';
const ACT = { at: '2026-11-20T09:00:00.000Z', actor: 'test' };
const ALL = { kinds: STORE_EVENT_KINDS, includeTestOrders: true, extraMetaKeys: [] };

const shopify = shopifyDelivery(
	{ 'x-shopify-topic': 'orders/paid', 'x-shopify-shop-domain': 'demo.myshopify.com' },
	AT,
	'',
);
const woo = wooDelivery({ 'x-wc-webhook-topic': 'order.updated' }, AT, 'https://shop.example.com/');

/** A Shopify order whose lines cost 1.00 each. */
function shopifyOrderOf(lines: number): unknown {
	return shopifyOrderBody({
		lines: Array.from({ length: lines }, (_, index) => ({ id: index + 1, price: 100 })),
	});
}

/** The body with its first line that many times over. */
function repeated(body: unknown, member: string, lines: number): unknown {
	const record = JSON.parse(JSON.stringify(body)) as Record<string, unknown>;
	const holder = (member in record ? record : record['order']) as Record<string, unknown>;
	const [line] = holder[member] as unknown[];
	holder[member] = Array.from({ length: lines }, () => line);
	return record;
}

/** The order as a workflow gets it: through the inbox's JSON. */
function orderFrom(delivery: StoreDelivery, body: unknown): Order {
	const reading = readBody(delivery, JSON.stringify(body), ALL);
	if (reading.outcome !== 'events') throw new Error(`It is ${reading.outcome}`);
	const [entry] = eventEntries('test', delivery, reading.items);
	const { item } = JSON.parse(entry?.payload ?? '{}') as { item: unknown };
	const { order } = storeEventItemSchema.parse(item);
	if (order === undefined) throw new Error('There is no order');
	return order;
}

/** Reads and prices an order; gives what that cost this process, the least of some times. */
function costOf(lines: number, times: number): { readonly cost: number; readonly order: Order } {
	const body = shopifyOrderOf(lines);
	let best = Number.POSITIVE_INFINITY;
	let order: Order | undefined;
	for (let time = 0; time < times; time += 1) {
		const before = process.cpuUsage();
		order = orderFrom(shopify, body);
		priceOrder(facts({ order }));
		const { user, system } = process.cpuUsage(before);
		best = Math.min(best, user + system);
	}
	if (order === undefined) throw new Error('Nothing was read');
	return { cost: best, order };
}

describe('an order of 100,000 lines', () => {
	const engine = sqliteEngine();

	it('is priced to the cent, booked, and taken back line by line', async () => {
		const order = orderFrom(shopify, shopifyOrderOf(MOST_LINES));
		const rules = [aRule({ match: { skus: ['SKU-99999'] } })];
		const commission = priceOrder(facts({ order, plan: aPlan({ rules }) }));
		// 10 % of 99,999.00, and 20 % of the last line.
		expect(commission.total).toEqual(eur('10000.10'));
		const store = await engine.open();
		const key = { storeKey: order.storeKey, orderId: order.orderId };
		const input = inputOf({ order, commission });
		const recorded = await store.ledger.decide(key, (state) => recordConversion(state, input, ACT));
		expect(recorded.outcome).toBe('recorded');
		const refund = {
			...partialRefund('r1', '1.00'),
			...key,
			lines: [{ lineId: '77777', quantity: 1, net: eur('1.00'), tax: eur('0.00') }],
		};
		const taken = await store.ledger.decide(key, (state) => recordRefund(state, refund, ACT));
		expect(taken.outcome).toBe('reversed');
		expect(await store.ledger.netPerCurrency()).toEqual([eur('0.00')]);
	}, 180_000);

	it('costs as much for each line as one of 2,000', () => {
		const few = costOf(2_000, 4);
		const many = costOf(40_000, 1);
		expect(many.order.lines).toHaveLength(40_000);
		expect(many.cost / few.cost).toBeLessThan(3 * 20);
	}, 180_000);
});

describe('an order of more lines than that', () => {
	it.each([
		['Shopify', shopify, shopifyOrderBody(), 'line_items'],
		['WooCommerce', woo, wooOrderBody(), 'line_items'],
		[
			'the generic format',
			genericDelivery(AT, 'shop-1'),
			{ event: 'order.paid', order: orderBody() },
			'lines',
		],
	] as const)('of %s is named as too long, and kept as it is', (_, delivery, body, member) => {
		const text = JSON.stringify(repeated(body, member, MOST_LINES + 1));
		expect(readBody(delivery, text, ALL)).toMatchObject({
			outcome: 'unreadable',
			reason: expect.stringMatching(/lines|line_items/) as string,
		});
	});
});
