import { money, type Money } from '../../../lib/kernel';
import type { Conversion, LedgerWrite, RecordedRefund } from '../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { aCommissionLine, aTouch, eur, PROGRAMME_ID, STORE_KEY } from '../../support/builders';
import { describeStores } from '../../support/stores';
import {
	aBookedCommission,
	aMove,
	aRecordedRefund,
	aSale,
	keyOf,
	recordWrite,
	type Sale,
} from './ledger-writes';

const day = (number: number): string => new Date(Date.UTC(2026, 10, number)).toISOString();

const usd = (minor: bigint): Money => money(minor, 'USD');

const write = async (store: AffiliateStore, sale: Sale, content: LedgerWrite) =>
	await store.ledger.decide(keyOf(sale), () => ({ write: content, result: null }));

/** Order `number` on that day of the month, of the customer "carla". */
async function order(
	store: AffiliateStore,
	number: number,
	conversion: Partial<Conversion> = {},
	refund?: Partial<RecordedRefund>,
): Promise<Sale> {
	const sale = aSale({ orderId: `order-${number}`, at: day(number) });
	const base = recordWrite(sale, { customerKey: 'carla', ...conversion });
	const refunds = refund === undefined ? [] : [aRecordedRefund(sale, refund)];
	await write(store, sale, { ...base, refunds });
	return sale;
}

describeStores('The customer key', (engine) => {
	it('is one for all ways to write a mailbox, in every shop', async () => {
		const { history } = await engine.open();
		const keyOfEmail = (email: string | null, storeKey = 'a', customerId: string | null = null) =>
			history.customerKey({ storeKey, email, customerId });
		expect(keyOfEmail('Car.La+shop@Gmail.com')).toBe(keyOfEmail('carla@googlemail.com', 'b', '7'));
		expect(keyOfEmail('carla@example.com')).not.toBe(keyOfEmail('carlo@example.com'));
		expect(keyOfEmail('carla@example.com')).toMatch(/^[0-9a-f]{64}$/);
	});

	it('falls back to the customer id of the shop, and is null without both', async () => {
		const { history } = await engine.open();
		const byId = { storeKey: 'a', email: null, customerId: '7' };
		expect(history.customerKey(byId)).toMatch(/^[0-9a-f]{64}$/);
		expect(history.customerKey({ ...byId, email: 'not an address' })).toBe(
			history.customerKey(byId),
		);
		expect(history.customerKey({ ...byId, storeKey: 'b' })).not.toBe(history.customerKey(byId));
		expect(history.customerKey({ ...byId, customerId: null })).toBeNull();
	});
});

describeStores('The history of a customer', (engine) => {
	it('is empty for somebody unknown', async () => {
		const { history } = await engine.open();
		expect(await history.customerHistory('nobody', day(30))).toEqual({
			orderCount: 0,
			lastCredit: null,
		});
		expect(await history.customerSummary('nobody', 'EUR')).toEqual({
			customerKey: 'nobody',
			orderCount: 0,
			lifetimeValue: eur('0.00'),
			firstOrderAt: null,
			lastOrderAt: null,
			firstAffiliateCode: null,
			firstTouchAt: null,
			lastAffiliateCode: null,
			lastTouchAt: null,
		});
	});

	it('counts orders before the moment and knows the last credit among them', async () => {
		const store = await engine.open();
		await order(store, 1, { touches: [aTouch({ affiliateId: 'aff_one', occurredAt: day(1) })] });
		await order(store, 3, {
			touches: [
				aTouch({ affiliateId: 'aff_two', occurredAt: day(3), programmeId: 'prg_two' }),
				aTouch({ affiliateId: 'aff_one', occurredAt: day(2) }),
			],
		});
		await order(store, 5, { touches: [] });
		await order(store, 6, { customerKey: 'somebody else' });
		const { history } = store;
		const credit = { affiliateId: 'aff_two', programmeId: 'prg_two', orderedAt: day(3) };
		expect(await history.customerHistory('carla', day(9))).toEqual({
			orderCount: 3,
			lastCredit: credit,
		});
		expect(await history.customerHistory('carla', day(3))).toEqual({
			orderCount: 1,
			lastCredit: { affiliateId: 'aff_one', programmeId: PROGRAMME_ID, orderedAt: day(1) },
		});
	});

	it('leaves test orders and unpaid ones out', async () => {
		const store = await engine.open();
		await order(store, 1, { reason: 'test_order' });
		await order(store, 2, { reason: 'order_not_paid' });
		expect((await store.history.customerHistory('carla', day(9))).orderCount).toBe(0);
		expect((await store.history.customerSummary('carla', 'EUR')).orderCount).toBe(0);
	});

	it('sums the lifetime value of one currency, less applied refunds', async () => {
		const store = await engine.open();
		const touch = (code: string, at: string) => aTouch({ affiliateCode: code, occurredAt: at });
		await order(
			store,
			2,
			{ touches: [touch('anna', day(1)), touch('bert', day(2))] },
			{ status: 'applied', base: eur('30.00'), net: eur('25.00') },
		);
		await order(store, 4, { touches: [touch('cleo', day(4))] }, { status: 'waiting' });
		await order(store, 6, { net: usd(5000n), touches: [] });
		const { history } = store;
		expect(await history.customerSummary('carla', 'EUR')).toEqual({
			customerKey: 'carla',
			orderCount: 3,
			lifetimeValue: eur('175.00'),
			firstOrderAt: day(2),
			lastOrderAt: day(6),
			firstAffiliateCode: 'anna',
			firstTouchAt: day(1),
			lastAffiliateCode: 'cleo',
			lastTouchAt: day(4),
		});
		expect((await history.customerSummary('carla', 'USD')).lifetimeValue).toEqual(usd(5000n));
	});

	it('knows a recorded order by its shop and id', async () => {
		const store = await engine.open();
		await order(store, 1);
		expect(await store.history.recordedOrder(STORE_KEY, 'order-1')).toEqual({
			conversionId: expect.any(String),
			contentHash: 'content of order-1',
			orderUpdatedAt: null,
		});
		expect(await store.history.recordedOrder(STORE_KEY, 'order-2')).toBeNull();
		expect(await store.history.recordedOrder('another.shop', 'order-1')).toBeNull();
	});

	it('does not hold an unpaid order against its later content', async () => {
		const store = await engine.open();
		await order(store, 1, { outcome: 'skipped', reason: 'order_not_paid' });
		expect(await store.history.recordedOrder(STORE_KEY, 'order-1')).toBeNull();
	});
});

describeStores('The metrics of an affiliate', (engine) => {
	const metrics = async (
		{ history }: AffiliateStore,
		from: string | null = null,
		to = day(30),
		currency = 'EUR',
	) => await history.affiliateMetrics(aSale().affiliateId, PROGRAMME_ID, currency, from, to);

	it('are zero without orders', async () => {
		const none = {
			revenue: eur('0.00'),
			sales: 0,
			commission: eur('0.00'),
			grossRevenue: eur('0.00'),
			grossSales: 0,
			grossCommission: eur('0.00'),
			customers: 0,
		};
		const store = await engine.open();
		expect(await metrics(store)).toEqual(none);
		await order(store, 1);
		expect(await metrics(store, null, day(30), 'USD')).toMatchObject({
			revenue: usd(0n),
			sales: 0,
		});
		expect(
			await store.history.affiliateMetrics('aff_other', PROGRAMME_ID, 'EUR', null, day(30)),
		).toEqual(none);
	});

	it('count from the first moment on, and up to the last one without it', async () => {
		const store = await engine.open();
		for (const number of [1, 2, 3]) await order(store, number);
		expect(await metrics(store)).toMatchObject({ revenue: eur('300.00'), sales: 3 });
		expect(await metrics(store, day(2), day(3))).toMatchObject({
			revenue: eur('100.00'),
			sales: 1,
		});
	});

	it.each([
		['a refund that waits', { status: 'waiting' as const }, '200.00', 2],
		['a part', { status: 'applied' as const, base: eur('30.00') }, '170.00', 2],
		['the whole', { status: 'applied' as const, base: eur('100.00') }, '100.00', 1],
	])('take refunds off: %s', async (_because, refund, revenue, sales) => {
		const store = await engine.open();
		await order(store, 1);
		await order(store, 2, {}, { net: eur('0.00'), ...refund });
		expect(await metrics(store)).toMatchObject({ revenue: eur(revenue), sales });
	});

	it('add up several refunds of one order', async () => {
		const store = await engine.open();
		const sale = await order(store, 1);
		const refunds = ['20.00', '30.00'].map((amount) =>
			aRecordedRefund(sale, {
				refundId: `refund-${amount}`,
				status: 'applied',
				base: eur(amount),
				net: eur(amount),
			}),
		);
		await write(store, sale, { refunds });
		expect(await metrics(store)).toMatchObject({ revenue: eur('50.00'), sales: 1 });
	});

	it('leave declined commissions out', async () => {
		const store = await engine.open();
		await order(store, 1);
		const sale = await order(store, 2);
		await write(store, sale, { moves: [aMove(sale, 'pending', 'declined')] });
		expect(await metrics(store)).toMatchObject({ revenue: eur('100.00'), sales: 1 });
	});

	it('count the share of a split order, at the locked rate', async () => {
		const store = await engine.open();
		const sale = aSale({ at: day(1) });
		const lockedRate = { from: 'USD', to: 'EUR', rate: '0.5', asOf: day(1), source: 'ECB' };
		const line = aCommissionLine({ base: usd(10_000n), weight: 1, weightTotal: 4, lockedRate });
		await write(store, sale, {
			...recordWrite(sale, { base: usd(10_000n), net: usd(10_000n) }),
			commissions: [aBookedCommission(sale, { line })],
			refunds: [aRecordedRefund(sale, { status: 'applied', base: usd(2_000n), net: usd(2_000n) })],
		});
		expect(await metrics(store)).toMatchObject({ revenue: eur('10.00'), sales: 1 });
	});
});
