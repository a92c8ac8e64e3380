import { readFileSync } from 'node:fs';
import {
	changedOrders,
	deleteWebhooks,
	ensureCoupon,
	ensureWebhooks,
	findCustomer,
	readRefunds,
	writeOrderMeta,
} from '../../lib/connectors/woocommerce';
import { parseAmount } from '../../lib/kernel';
import type { SimulatedRecord } from '../simulators/woocommerce';
import { publishedData } from '../support/published-data';
import { woo } from './woocommerce-harness';

function published<Payload>(name: string): Payload {
	const file = publishedData('payloads', `${name}.json`);
	const body = JSON.parse(readFileSync(file ?? '', 'utf8')) as { data?: Payload };
	return body.data ?? (body as Payload);
}

const ORDERS = ['woo-order-attribution', 'woo-order-docs-rest-v3', 'woo-order-partially-refunded'];

const isHere = publishedData('payloads', 'woo-order-docs-rest-v3.json') !== null;

(isHere ? describe : describe.skip)('payloads that WooCommerce and others published', () => {
	it('are read as orders and take our meta', async () => {
		const { simulator, client } = await woo();
		const orders = ORDERS.map((name, index) => ({
			...published<SimulatedRecord>(name),
			id: 100 + index,
		}));
		simulator.shop.orders.push(...structuredClone(orders));
		const since = '2010-01-01T00:00:00.000Z';
		const { orders: read } = await changedOrders(client(), { since, cursor: null });
		expect([...read].sort((a, b) => Number(a['id']) - Number(b['id']))).toEqual(orders);
		for (const { id } of orders) {
			const values = { _affiliate_loop_source: 'anna' };
			expect(await writeOrderMeta(client(), String(id), values)).toMatchObject({
				outcome: 'updated',
			});
		}
	});

	it('are read as a customer and as refunds', async () => {
		const { simulator, client } = await woo();
		const customer = published<SimulatedRecord>('woo-customer');
		const refunds = published<SimulatedRecord[]>('woo-order-refunds-list');
		simulator.shop.customers.push(customer);
		simulator.shop.orders.push({ id: 7 });
		simulator.shop.refunds.set(7, refunds);
		expect(await findCustomer(client(), String(customer['email']))).toMatchObject({
			id: String(customer.id),
			role: 'customer',
		});
		expect(await readRefunds(client(), '7')).toHaveLength(refunds.length);
	});

	it('are compared as a coupon, and found and deleted as a webhook', async () => {
		const { simulator, client } = await woo();
		const coupon = published<SimulatedRecord>('woo-coupon');
		simulator.shop.coupons.push({ ...coupon, code: 'freeshipping' });
		const outcome = await ensureCoupon(client(), {
			code: 'FreeShipping',
			description: '',
			value: { kind: 'fixed', amount: parseAmount('10.00', 'EUR') },
			usageLimit: 1_200,
			oncePerCustomer: false,
			endsAt: '2017-03-31T18:25:02.000Z',
		});
		expect(outcome).toMatchObject({
			outcome: 'rejected',
			reason: expect.stringContaining(
				'other terms: usage limit per customer: 3 instead of none; it is not good for all',
			),
		});
		const webhook = published<SimulatedRecord & Record<string, string>>('woo-webhook-docs-rest-v3');
		const { delivery_url: deliveryUrl = '', topic = '' } = webhook;
		simulator.shop.webhooks.push({ ...(webhook as object), secret: '', failures: 0 } as never);
		const wanted = { deliveryUrl, secret: '0f'.repeat(32), topics: [topic] };
		expect((await ensureWebhooks(client(), wanted)).kept).toEqual([topic]);
		expect(await deleteWebhooks(client(), deliveryUrl)).toBe(1);
	});
});
