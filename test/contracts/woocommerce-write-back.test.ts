import {
	addOrderNote,
	ensureCoupon,
	isOwnChange,
	writeCustomerMeta,
	writeOrderMeta,
	type CouponTerms,
} from '../../lib/connectors/woocommerce';
import { parseAmount } from '../../lib/kernel';
import type { SimulatedRecord, WooSimulator } from '../simulators/woocommerce';
import { anOrder, answering, to, woo } from './woocommerce-harness';

const writes = (simulator: WooSimulator) =>
	simulator.requests().filter(({ method }) => method !== 'GET');

const metaIn = (record: SimulatedRecord | undefined) =>
	(record?.['meta_data'] as Array<{ id: number; key: string; value: unknown }>).map(
		({ key, value }) => [key, value],
	);

const SOURCE = '_affiliate_loop_source';
const RANK = '_affiliate_loop_rank';

async function withOrders(...orders: SimulatedRecord[]) {
	const context = await woo();
	context.simulator.shop.orders.push(...orders);
	return context;
}

describe('meta of an order in WooCommerce', () => {
	const FOREIGN = { id: 1, key: '_wc_order_attribution_utm_source', value: 'google' };

	it('is written once and leaves that of others as it is', async () => {
		const { simulator, client } = await withOrders(anOrder(7, { meta_data: [FOREIGN] }));
		const values = { [SOURCE]: 'anna', [RANK]: '3' };
		expect(await writeOrderMeta(client(), '7', values)).toMatchObject({ outcome: 'updated' });
		expect(await writeOrderMeta(client(), '7', values)).toMatchObject({ outcome: 'unchanged' });
		expect(metaIn(simulator.shop.orders[0])).toEqual([
			[FOREIGN.key, 'google'],
			[SOURCE, 'anna'],
			[RANK, '3'],
		]);
		expect(writes(simulator)).toHaveLength(1);
	});

	it('is replaced by row, and rows of the same key that came twice become one', async () => {
		const { simulator, client } = await withOrders(
			anOrder(7, {
				meta_data: [
					FOREIGN,
					{ id: 5, key: SOURCE, value: 'ben' },
					{ id: 6, key: SOURCE, value: 'ben' },
				],
			}),
		);
		expect(await writeOrderMeta(client(), '7', { [SOURCE]: 'anna' })).toMatchObject({
			outcome: 'updated',
			id: '7',
		});
		expect(simulator.shop.orders[0]?.['meta_data']).toEqual([
			FOREIGN,
			{ id: 5, key: SOURCE, value: 'anna' },
		]);
	});

	it('is taken away by null, and nothing is sent when it is not there', async () => {
		const { simulator, client } = await withOrders(
			anOrder(7, { meta_data: [FOREIGN, { id: 5, key: SOURCE, value: 'ben' }] }),
		);
		expect(await writeOrderMeta(client(), '7', { [SOURCE]: null })).toMatchObject({
			outcome: 'updated',
		});
		expect(metaIn(simulator.shop.orders[0])).toEqual([[FOREIGN.key, 'google']]);
		expect(await writeOrderMeta(client(), '7', { [SOURCE]: null })).toMatchObject({
			outcome: 'unchanged',
		});
	});

	it('is not doubled by an answer that was lost', async () => {
		const { simulator, client } = await withOrders(anOrder(7, { meta_data: [] }));
		simulator.setFaults([{ when: to('PUT', '/orders/7'), then: 'lose_answer', times: 1 }]);
		expect(await writeOrderMeta(client(), '7', { [SOURCE]: 'anna' })).toMatchObject({
			outcome: 'updated',
		});
		expect(metaIn(simulator.shop.orders[0])).toEqual([[SOURCE, 'anna']]);
	});

	it('that the shop took and dropped is rejected, not a success', async () => {
		const { simulator, client } = await withOrders(anOrder(7));
		const body = { id: 7, meta_data: [] };
		simulator.setFaults([{ when: to('PUT', '/orders/7'), then: answering(200, { body }) }]);
		expect(await writeOrderMeta(client(), '7', { [SOURCE]: 'anna' })).toMatchObject({
			outcome: 'rejected',
			field: SOURCE,
			reason: expect.stringContaining('NOT_KEPT'),
		});
	});

	it('of an order that is gone is rejected; of a shop that is down, failed for now', async () => {
		const { simulator, client, waits } = await withOrders();
		expect(await writeOrderMeta(client(), '7', { [SOURCE]: 'anna' })).toMatchObject({
			outcome: 'rejected',
			retryable: false,
		});
		simulator.setFaults([{ when: () => true, then: answering(500) }]);
		expect(await writeOrderMeta(client(), '7', { [SOURCE]: 'anna' })).toMatchObject({
			outcome: 'failed',
			retryable: true,
		});
		expect(waits).toHaveLength(4);
	});

	it('cannot be written with a key that only reads, and the permission is named', async () => {
		const { simulator, client } = await woo({ permissions: 'read' });
		simulator.shop.orders.push(anOrder(7));
		expect(await writeOrderMeta(client(), '7', { [SOURCE]: 'anna' })).toMatchObject({
			outcome: 'failed',
			hint: expect.stringContaining('read and write'),
		});
	});

	it.each([
		['7', { loyalty: 'gold' }, 'foreign_field'],
		['7', { _affiliate_loop_: 'x' }, 'foreign_field'],
		['7', { '_affiliate_loop_a b': 'x' }, 'invalid_input'],
		['#7', { [SOURCE]: 'anna' }, 'invalid_input'],
		['0', { [SOURCE]: 'anna' }, 'invalid_input'],
	])('of order %s as %j is refused before anything is asked', async (id, values, code) => {
		const { simulator, client } = await withOrders(anOrder(7));
		const writing = writeOrderMeta(client(), id, values);
		await expect(writing).rejects.toMatchObject({ code });
		expect(simulator.requests()).toEqual([]);
	});

	it('moves the time of change, and is still known for our own', async () => {
		const { simulator, client } = await withOrders(anOrder(7));
		const before = structuredClone(simulator.shop.orders[0]);
		await writeOrderMeta(client(), '7', { [SOURCE]: 'anna' });
		const after = simulator.shop.orders[0];
		expect(after?.['date_modified_gmt']).not.toBe(before?.['date_modified_gmt']);
		expect(isOwnChange(before, after)).toBe(true);
		expect(isOwnChange(before, { ...after, status: 'refunded' })).toBe(false);
	});
});

describe('meta of a customer in WooCommerce', () => {
	it('is written and known again', async () => {
		const { simulator, client } = await woo();
		simulator.shop.customers.push({ id: 12, email: 'kim@example.com', role: 'customer' });
		const values = { [SOURCE]: 'anna' };
		expect(await writeCustomerMeta(client(), '12', values)).toMatchObject({ outcome: 'updated' });
		expect(await writeCustomerMeta(client(), '12', values)).toMatchObject({
			outcome: 'unchanged',
		});
		expect(metaIn(simulator.shop.customers[0])).toEqual([[SOURCE, 'anna']]);
		expect(await writeCustomerMeta(client(), '13', values)).toMatchObject({
			outcome: 'rejected',
		});
	});
});

describe('a note on a WooCommerce order', () => {
	it('is added once, with our mark, and not shown to the customer', async () => {
		const { simulator, client } = await withOrders(anOrder(7));
		const text = "Anna's order & commission 10.00 EUR";
		expect(await addOrderNote(client(), '7', text)).toMatchObject({ outcome: 'created' });
		expect(await addOrderNote(client(), '7', text)).toMatchObject({ outcome: 'unchanged' });
		expect(simulator.shop.notes.get(7)).toMatchObject([
			{ note: `Affiliate Loop: ${text}`, customer_note: false },
		]);
	});

	it('is known again when WordPress writes it with entities and other line ends', async () => {
		const { simulator, client } = await withOrders(anOrder(7));
		const note = 'Affiliate Loop: Anna&#039;s\r\norder &amp; more';
		simulator.shop.notes.set(7, [{ id: 1, note, customer_note: false }]);
		expect(await addOrderNote(client(), '7', "Anna's\norder & more")).toMatchObject({
			outcome: 'unchanged',
			id: '1',
		});
	});

	it('is not doubled by an answer that was lost', async () => {
		const { simulator, client } = await withOrders(anOrder(7));
		simulator.setFaults([{ when: to('POST', '/notes'), then: 'lose_answer', times: 1 }]);
		expect(await addOrderNote(client(), '7', 'Sent by Anna')).toMatchObject({
			outcome: 'failed',
			retryable: true,
		});
		expect(await addOrderNote(client(), '7', 'Sent by Anna')).toMatchObject({
			outcome: 'unchanged',
		});
		expect(simulator.shop.notes.get(7)).toHaveLength(1);
	});

	it.each(['', '   ', '<b>bold</b>', 'x'.repeat(2_001)])(
		'of text that WordPress would change is refused: %j',
		async (text) => {
			const { client } = await withOrders(anOrder(7));
			await expect(addOrderNote(client(), '7', text)).rejects.toMatchObject({ path: 'note' });
		},
	);

	it('of an order that is not there is rejected', async () => {
		const { client } = await withOrders();
		expect(await addOrderNote(client(), '7', 'Sent by Anna')).toMatchObject({
			outcome: 'rejected',
		});
	});
});

describe('the coupon of an affiliate in WooCommerce', () => {
	const TERMS: CouponTerms = {
		code: 'ANNA10',
		description: 'Affiliate Anna',
		value: { kind: 'percentage', percent: '10' },
		usageLimit: 100,
		oncePerCustomer: true,
		endsAt: '2027-12-31T23:00:00.000Z',
	};

	it('is made once, also in other letters', async () => {
		const { simulator, client } = await woo();
		const first = await ensureCoupon(client(), TERMS);
		expect(first).toMatchObject({ outcome: 'created' });
		expect(await ensureCoupon(client(), { ...TERMS, code: 'Anna10' })).toEqual({
			...first,
			outcome: 'unchanged',
		});
		expect(simulator.shop.coupons).toMatchObject([
			{
				code: 'anna10',
				discount_type: 'percent',
				amount: '10.00',
				usage_limit: 100,
				usage_limit_per_user: 1,
				date_expires_gmt: '2027-12-31T23:00:00',
			},
		]);
		expect(writes(simulator)).toHaveLength(1);
	});

	it('may take an amount off the cart, in the currency of the shop only', async () => {
		const { simulator, client } = await woo();
		const fixed = (currency: string): CouponTerms => ({
			...TERMS,
			usageLimit: null,
			oncePerCustomer: false,
			endsAt: null,
			value: { kind: 'fixed', amount: parseAmount('7.50', currency) },
		});
		expect(await ensureCoupon(client(), fixed('USD'))).toMatchObject({
			outcome: 'rejected',
			reason: 'The amount is in USD, the shop sells in EUR',
		});
		expect(await ensureCoupon(client(), fixed('EUR'))).toMatchObject({ outcome: 'created' });
		expect(await ensureCoupon(client(), fixed('EUR'))).toMatchObject({ outcome: 'unchanged' });
		expect(simulator.shop.coupons).toMatchObject([
			{ discount_type: 'fixed_cart', amount: '7.50', date_expires_gmt: null },
		]);
	});

	it('that exists on other terms is left alone, and the differences are told', async () => {
		const { simulator, client } = await woo();
		await ensureCoupon(client(), TERMS);
		const [coupon] = simulator.shop.coupons;
		if (coupon !== undefined) Object.assign(coupon, { amount: '5.00', product_ids: [40] });
		simulator.clearRequests();
		expect(await ensureCoupon(client(), TERMS)).toMatchObject({
			outcome: 'rejected',
			id: String(coupon?.id),
			reason:
				"The shop has the code 'ANNA10' with other terms: amount: 5 instead of 10; it is not good for all goods and buyers",
			hint: expect.stringContaining('another code'),
		});
		expect(writes(simulator)).toEqual([]);
	});

	it('is one when the answer was lost', async () => {
		const { simulator, client } = await woo();
		simulator.setFaults([{ when: to('POST', '/coupons'), then: 'lose_answer', times: 1 }]);
		expect(await ensureCoupon(client(), TERMS)).toMatchObject({ outcome: 'unchanged' });
		expect(simulator.shop.coupons).toHaveLength(1);
	});

	it.each([
		['code', { code: 'two words' }],
		['code', { code: '' }],
		['description', { description: '<b>Anna</b>' }],
		['percent', { value: { kind: 'percentage', percent: '101' } as const }],
		['percent', { value: { kind: 'percentage', percent: '0' } as const }],
		['percent', { value: { kind: 'percentage', percent: '1e1' } as const }],
		['amount', { value: { kind: 'fixed', amount: parseAmount('0', 'EUR') } as const }],
		['usageLimit', { usageLimit: 0 }],
	])('without a right %s is refused before anything is asked', async (field, change) => {
		const { simulator, client } = await woo();
		await expect(ensureCoupon(client(), { ...TERMS, ...change })).rejects.toMatchObject({
			code: 'invalid_input',
			path: field,
		});
		expect(simulator.requests()).toEqual([]);
	});
});
