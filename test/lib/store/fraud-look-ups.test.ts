import type { Conversion } from '../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { basketHash } from '../../../lib/model/basket-hash';
import { money } from '../../../lib/kernel';
import {
	aCredit,
	anAttribution,
	anOrder,
	aTouch,
	CLICK_ID,
	eur,
	PROGRAMME_ID,
} from '../../support/builders';
import { describeStores } from '../../support/stores';
import { aCheck, fraudFacts, passed } from './fraud-writes';
import { aJournal, day, write } from './ledger-entries';
import { aConversion, aSale, conversionId } from './ledger-writes';

const EMAIL = { kind: 'email' as const, hash: 'hash-1' };

const BASKET = basketHash(anOrder());

interface Bought extends Partial<Conversion> {
	readonly orderId: string;
	readonly at?: string;
	readonly customer?: string | null;
}

/** Records an order of 100.00 and its check, with the e-mail hash as trait. */
async function buy(
	store: AffiliateStore,
	{ orderId, at = day(10), customer = 'carla', ...rest }: Bought,
): Promise<void> {
	const sale = aSale({ orderId, at });
	const facts = fraudFacts();
	await store.fraud.recordCheck({
		...passed(aCheck({ orderId, orderedAt: at })),
		facts: { ...facts, customer: { ...facts.customer, key: customer } },
		traits: [EMAIL],
	});
	const conversion = aConversion(sale, { customerKey: customer, ...rest });
	await write(store, sale, { conversion });
}

const related = (orderId: string, more: object = {}) => ({
	conversionId: conversionId({ orderId }),
	orderId,
	customerKey: 'carla',
	orderedAt: day(10),
	net: eur('100.00'),
	basketHash: BASKET,
	...more,
});

describeStores('Orders that belong together', (engine) => {
	it('are those of a customer in a stretch of time, newest first', async () => {
		const store = await engine.open();
		for (const number of [8, 9, 10, 11]) {
			await buy(store, { orderId: `order-${number}`, at: day(number) });
		}
		await buy(store, { orderId: 'other', customer: 'otto' });
		expect(await store.fraud.customerOrders('carla', day(9), day(11))).toEqual([
			related('order-10', { orderedAt: day(10) }),
			related('order-9', { orderedAt: day(9) }),
		]);
	});

	it('are those with the same trait, newest first and so many at most', async () => {
		const store = await engine.open();
		await buy(store, { orderId: 'order-1', at: day(8) });
		await buy(store, { orderId: 'order-2', at: day(9), customer: 'otto' });
		await buy(store, { orderId: 'order-3', at: day(10), customer: null });
		const orders = async (from: string, before: string, limit: number) =>
			(await store.fraud.ordersWithTrait(EMAIL, from, before, limit)).map(
				({ orderId, customerKey }) => [orderId, customerKey],
			);
		expect(await orders(day(8), day(10), 9)).toEqual([
			['order-2', 'otto'],
			['order-1', 'carla'],
		]);
		expect(await orders(day(1), day(30), 2)).toEqual([
			['order-3', null],
			['order-2', 'otto'],
		]);
		const phone = { kind: 'phone' as const, hash: EMAIL.hash };
		expect(await store.fraud.ordersWithTrait(phone, day(1), day(30), 9)).toEqual([]);
	});

	it('are purchases only: nothing unpaid, no test, no lead, no order that was checked only', async () => {
		const store = await engine.open();
		await buy(store, { orderId: 'unpaid', reason: 'order_not_paid' });
		await buy(store, { orderId: 'test', reason: 'test_order' });
		await buy(store, { orderId: 'lead', kind: 'action' });
		await store.fraud.recordCheck(passed({ orderId: 'checked' }, { traits: [EMAIL] }));
		expect(await store.fraud.customerOrders('carla', day(1), day(30))).toEqual([]);
		expect(await store.fraud.ordersWithTrait(EMAIL, day(1), day(30), 9)).toEqual([]);
	});

	it('have the value they have after edits', async () => {
		const store = await engine.open();
		await buy(store, { orderId: 'order-1' });
		const sale = aSale({ orderId: 'order-1', at: day(10) });
		const edited = aConversion(sale, { customerKey: 'carla', version: 2, net: eur('60.00') });
		await write(store, sale, { conversion: edited, journal: aJournal() });
		const [order] = await store.fraud.customerOrders('carla', day(1), day(30));
		expect(order?.net).toEqual(eur('60.00'));
	});

	it('have their basket from what they were priced from where no check of them was kept', async () => {
		const store = await engine.open();
		const sale = aSale({ at: day(10) });
		const conversion = aConversion(sale, { customerKey: 'carla' });
		await write(store, sale, { conversion, journal: aJournal() });
		const bare = aSale({ orderId: 'bare', at: day(9) });
		await write(store, bare, { conversion: aConversion(bare, { customerKey: 'carla' }) });
		const baskets = (await store.fraud.customerOrders('carla', day(1), day(30))).map(
			(order) => order.basketHash,
		);
		expect(baskets).toEqual([BASKET, `unknown:${conversionId(bare)}`]);
	});
});

describeStores('The customers of a click', (engine) => {
	it('are counted once each, the given one and nobody left out', async () => {
		const store = await engine.open();
		await buy(store, { orderId: '1', customer: 'carla' });
		await buy(store, { orderId: '2', customer: 'carla' });
		await buy(store, { orderId: '3', customer: 'otto' });
		await buy(store, { orderId: '4', customer: 'lead', kind: 'action' });
		await buy(store, { orderId: '5', customer: null });
		await buy(store, { orderId: '6', customer: 'unpaid', reason: 'order_not_paid' });
		expect(await store.fraud.clickCustomers(CLICK_ID, null)).toBe(3);
		expect(await store.fraud.clickCustomers(CLICK_ID, 'carla')).toBe(2);
		expect(await store.fraud.clickCustomers('clk_none', null)).toBe(0);
	});

	it('are those whose credit it brought, not those who only clicked on the way', async () => {
		const store = await engine.open();
		await buy(store, { orderId: '1', customer: 'otto' });
		const other = aTouch({ clickId: 'clk_winner' });
		const attribution = anAttribution({
			credits: [aCredit({ touch: other })],
			touches: [aTouch(), other],
		});
		const facts = fraudFacts({ attribution });
		await store.fraud.recordCheck(passed(aCheck({ orderId: '1' }), { facts }));
		expect(await store.fraud.clickCustomers(CLICK_ID, null)).toBe(0);
		expect(await store.fraud.clickCustomers('clk_winner', null)).toBe(1);
	});
});

describeStores('The 95th percentile of order values', (engine) => {
	const percentile = (store: AffiliateStore) =>
		store.fraud.orderValuePercentile(PROGRAMME_ID, 'EUR', day(1), day(20));

	it('is the value of the order at that rank', async () => {
		const store = await engine.open();
		expect(await percentile(store)).toEqual({ value: null, sample: 0 });
		const worth = async (values: readonly number[]) => {
			for (const value of values) {
				const net = money(BigInt(value), 'EUR');
				await buy(store, { orderId: `order-${value}`, at: day(1), net });
			}
		};
		await worth([300, 100, 200]);
		expect(await percentile(store)).toEqual({ value: eur('3.00'), sample: 3 });
		// The 19th of 20, then the 20th of 21.
		await worth(Array.from({ length: 17 }, (_, n) => 1_000 + n));
		expect(await percentile(store)).toEqual({ value: eur('10.15'), sample: 20 });
		await worth([9_007_199_254_740_991]);
		expect(await percentile(store)).toEqual({ value: eur('10.16'), sample: 21 });
	});

	it('is of purchases of the programme, the currency and the time, as they stand now', async () => {
		const store = await engine.open();
		await buy(store, { orderId: 'counts', at: day(1) });
		await buy(store, { orderId: 'late', at: day(20), net: eur('999.00') });
		await buy(store, { orderId: 'lead', kind: 'action', net: eur('999.00') });
		await buy(store, { orderId: 'unpaid', reason: 'order_not_paid', net: eur('999.00') });
		await buy(store, { orderId: 'other', programmeId: 'prg_other', net: eur('999.00') });
		const dollars = money(99_900n, 'USD');
		await buy(store, { orderId: 'usd', net: dollars, base: dollars, lines: [] });
		expect(await percentile(store)).toEqual({ value: eur('100.00'), sample: 1 });
		const sale = aSale({ orderId: 'counts', at: day(1) });
		const edited = aConversion(sale, { customerKey: 'carla', version: 2, net: eur('60.00') });
		await write(store, sale, { conversion: edited, journal: aJournal() });
		expect(await percentile(store)).toEqual({ value: eur('60.00'), sample: 1 });
	});
});
