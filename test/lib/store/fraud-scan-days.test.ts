import type { AffiliateDay } from '../../../lib/model/affiliate-day';
import type { Click } from '../../../lib/model/click';
import type { AffiliateStore } from '../../../lib/ports/store';
import { aClick, aTouch, eur, PROGRAMME_ID } from '../../support/builders';
import { describeStores } from '../../support/stores';
import { all, buy } from './fraud-scan-entries';
import { aRecordedDispute, day, write } from './ledger-entries';
import { aConversion, aRecordedRefund, aSale } from './ledger-writes';

const time = (date: number, clock: string) => `${day(date).slice(0, 10)}T${clock}.000Z`;

async function click(
	store: AffiliateStore,
	clicks: ReadonlyArray<Partial<Click>>,
	at = time(10, '08:00:00'),
): Promise<void> {
	await store.clicks.append(
		clicks.map((overrides, number) =>
			aClick({ clickId: `clk_${at}_${number}`, occurredAt: at, ...overrides }),
		),
		0,
	);
}

const days = async ({ fraud }: AffiliateStore, from = day(1), to = day(30)) =>
	await all(fraud.affiliateDays(PROGRAMME_ID, from, to));

const only = async (store: AffiliateStore): Promise<AffiliateDay> => {
	const [first, ...others] = await days(store);
	if (first === undefined || others.length > 0) throw new Error('Not exactly one day');
	return first;
};

const EMPTY: Omit<AffiliateDay, 'affiliateId' | 'date'> = {
	clicks: 0,
	rawClicks: 0,
	machineClicks: 0,
	repeatClicks: 0,
	unseenOpenings: 0,
	distinctNetworks: 0,
	distinctAgents: 0,
	emptyReferrers: 0,
	orders: 0,
	orderValue: 0,
	customers: 0,
	newCustomers: 0,
	couponOrders: 0,
	refundedOrders: 0,
	disputedOrders: 0,
	fastOrders: 0,
	nightOrders: 0,
};

const uncounted = (countReason: Click['countReason'], category: Click['category'] = 'human') => ({
	isCounted: false,
	countReason,
	category,
});

describeStores('A day of an affiliate', (engine) => {
	it('counts an order whatever text the shop told it with', async () => {
		const store = await engine.open();
		await buy(store, { orderId: '1', orderNumber: '#\u0000 \ud800 \\u0000' });
		const days = await all(store.fraud.affiliateDays(PROGRAMME_ID, day(1), day(30)));
		expect(days.map(({ orders }) => orders)).toEqual([1]);
	});

	it('tells its clicks apart', async () => {
		const store = await engine.open();
		await click(store, [
			{ ipHash: 'n1', userAgentHash: 'u1', referrer: null },
			{ ipHash: 'n1', userAgentHash: 'u2', referrer: '' },
			{ ipHash: 'n2', userAgentHash: null },
			{ ipHash: 'n3', userAgentHash: 'u3', referrer: null, ...uncounted('repeat') },
			{ ipHash: 'n4', ...uncounted('burst') },
			{ ...uncounted('prefetch', 'prefetch') },
			{ ...uncounted('bot', 'bot') },
			{ ...uncounted('head', 'head') },
			{ ...uncounted('no_user_agent', 'no_user_agent') },
			{ ...uncounted('datacentre') },
			{ ...uncounted('embedded'), opening: 'embedded' },
		]);
		expect(await only(store)).toEqual({
			...EMPTY,
			affiliateId: aClick().affiliateId,
			date: '2026-11-10',
			clicks: 3,
			rawClicks: 11,
			machineClicks: 4,
			repeatClicks: 1,
			unseenOpenings: 1,
			distinctNetworks: 2,
			distinctAgents: 2,
			emptyReferrers: 2,
		});
	});

	it('tells orders, their value, and customers who are new', async () => {
		const store = await engine.open();
		await buy(store, { orderId: 'before', at: day(9), customer: 'otto' });
		await buy(store, { orderId: 'lead', at: day(9), kind: 'action', customer: 'carla' });
		const at = time(10, '12:00:00');
		await buy(store, { orderId: '1', at, base: eur('40.00') });
		await buy(store, { orderId: '2', at: time(10, '13:00:00'), base: eur('2.50') });
		await buy(store, { orderId: '3', at, customer: 'otto', base: null });
		await buy(store, { orderId: '4', at, customer: null });
		await buy(store, { orderId: 'after', at: day(11) });
		const found = await days(store, day(10));
		expect(found.map(({ date }) => date)).toEqual(['2026-11-10', '2026-11-11']);
		expect(found[0]).toMatchObject({
			orders: 4,
			orderValue: 14_250,
			customers: 2,
			newCustomers: 1,
		});
		expect(found[1]).toMatchObject({ orders: 1, customers: 1, newCustomers: 0 });
	});

	it('takes the value that an edited order has now', async () => {
		const store = await engine.open();
		const sale = await buy(store, { orderId: '1', base: eur('40.00') });
		const conversion = aConversion(sale, {
			version: 2,
			customerKey: 'carla',
			contentHash: 'edited',
			base: eur('30.00'),
		});
		await write(store, sale, { conversion });
		expect(await only(store)).toMatchObject({ orders: 1, orderValue: 3_000 });
	});

	it('leaves out leads, unpaid and test orders, and bonuses', async () => {
		const store = await engine.open();
		await buy(store, { orderId: '1', kind: 'action' });
		await buy(store, { orderId: '2', kind: 'bonus' });
		await buy(store, { orderId: '3', reason: 'test_order' });
		await buy(store, { orderId: '4', reason: 'order_not_paid' });
		await buy(store, { orderId: '5', programmeId: 'prg_other' });
		await buy(store, { orderId: '6', touches: [] });
		expect(await days(store)).toEqual([]);
	});

	it('counts coupons without a click, and orders within a minute of the click', async () => {
		const store = await engine.open();
		const at = time(10, '12:00:00');
		const coupon = aTouch({ kind: 'coupon', clickId: null, couponCode: 'ANNA10', occurredAt: at });
		await buy(store, { orderId: 'coupon', at, touches: [coupon] });
		for (const [orderId, clickedAt] of [
			['fast', '11:59:01'],
			['slow', '11:59:00'],
			['same second', '12:00:00'],
		] as const) {
			const touch = aTouch({ couponCode: 'ANNA10', occurredAt: time(10, clickedAt) });
			await buy(store, { orderId, at, touches: [touch] });
		}
		expect(await only(store)).toMatchObject({ orders: 4, couponOrders: 1, fastOrders: 2 });
	});

	it('counts refunds and disputes since, a refund that a dispute is only as the dispute', async () => {
		const store = await engine.open();
		const order = (orderId: string) => aSale({ orderId, at: day(10) });
		const refund = (
			orderId: string,
			refundId: string,
			status: 'applied' | 'waiting' = 'applied',
		) => ({
			refunds: [aRecordedRefund(order(orderId), { refundId, status })],
		});
		await buy(store, { orderId: '1', also: refund('1', 'refund-1') });
		await buy(store, { orderId: '2', also: refund('2', 'refund-1', 'waiting') });
		await buy(store, { orderId: '3', also: refund('3', 'dispute:dispute-1') });
		const won = [
			aRecordedDispute(order('4')),
			aRecordedDispute(order('4'), { status: 'won', updatedAt: day(20) }),
		];
		await buy(store, { orderId: '4', also: { disputes: won } });
		expect(await only(store)).toMatchObject({ orders: 4, refundedOrders: 1, disputedOrders: 1 });
	});

	it('has its night from midnight to five o’clock UTC', async () => {
		const store = await engine.open();
		for (const clock of ['00:00:00', '04:59:59', '05:00:00', '23:59:59']) {
			await buy(store, { orderId: clock, at: time(10, clock) });
		}
		expect(await only(store)).toMatchObject({ orders: 4, nightOrders: 2 });
	});
});

describeStores('The days of a programme', (engine) => {
	it('come by affiliate and day, with clicks and orders together', async () => {
		const store = await engine.open();
		await click(store, [{ affiliateId: 'b' }], day(10));
		await click(store, [{ affiliateId: 'b' }, { affiliateId: 'a' }], day(12));
		await click(store, [{ affiliateId: 'd' }], day(1));
		await buy(store, { orderId: '1', affiliateId: 'b', at: day(10) });
		await buy(store, { orderId: '2', affiliateId: 'b', at: day(11) });
		await buy(store, { orderId: '3', affiliateId: 'a', at: day(9) });
		await buy(store, { orderId: '4', affiliateId: 'c', at: day(9) });
		const found = await days(store);
		expect(
			found.map((entry) => [entry.affiliateId, entry.date.slice(8), entry.clicks, entry.orders]),
		).toEqual([
			['a', '09', 0, 1],
			['a', '12', 1, 0],
			['b', '10', 1, 1],
			['b', '11', 0, 1],
			['b', '12', 1, 0],
			['c', '09', 0, 1],
			['d', '01', 1, 0],
		]);
	});

	it('begin at the first moment, end before the last, and are of one programme', async () => {
		const store = await engine.open();
		await click(store, [{}], time(10, '11:59:59'));
		await click(store, [{}, {}], time(10, '12:00:00'));
		await click(store, [{}, {}, {}, {}], day(11));
		await click(store, [{ programmeId: 'prg_other' }], time(10, '13:00:00'));
		const found = await days(store, time(10, '12:00:00'), day(11));
		expect(found.map(({ date, rawClicks }) => [date, rawClicks])).toEqual([['2026-11-10', 2]]);
	});

	it('are whole over many affiliates, and for one with very many clicks', async () => {
		const store = await engine.open();
		const many = Array.from({ length: 1_100 }, (_, number) => ({ affiliateId: `aff_${number}` }));
		const busy = Array.from({ length: 20_100 }, (_, number) =>
			aClick({
				clickId: `busy_${number}`,
				affiliateId: 'aff_50x',
				visitorHash: `visitor-${number}`,
				occurredAt: time(10 + (number % 3), '23:00:00'),
			}),
		);
		await store.clicks.append(
			many.map(({ affiliateId }) => aClick({ clickId: affiliateId, affiliateId })),
			0,
		);
		await store.clicks.append(busy, 0);
		const found = await days(store);
		expect(found).toHaveLength(1_103);
		expect(found.reduce((sum, { rawClicks }) => sum + rawClicks, 0)).toBe(21_200);
		const own = found.filter(({ affiliateId }) => affiliateId === 'aff_50x');
		expect(own.map(({ date, clicks }) => [date, clicks])).toEqual([
			['2026-11-10', 6_700],
			['2026-11-11', 6_700],
			['2026-11-12', 6_700],
		]);
		const order = found.map(({ affiliateId }) => affiliateId);
		expect(order).toEqual([...order].sort());
	}, 60_000);
});
