import { basketHash } from '../../../lib/model/basket-hash';
import { withoutPerson } from '../../../lib/model/journal';
import type { ScanOrderRow } from '../../../lib/ports/fraud-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import {
	AFFILIATE_ID,
	anOrder,
	aRefund,
	aTouch,
	eur,
	PROGRAMME_ID,
	STORE_KEY,
} from '../../support/builders';
import { describeStores } from '../../support/stores';
import { all, buy } from './fraud-scan-entries';
import { fraudFacts } from './fraud-writes';
import { aJournal, aRecordedDispute, day, write } from './ledger-entries';
import { aConversion, aRecordedRefund, aSale, conversionId } from './ledger-writes';

const BASKET = basketHash(anOrder());

const orders = async ({ fraud }: AffiliateStore, from = day(1), to = day(30)) =>
	await all(fraud.scanOrders(PROGRAMME_ID, from, to));

const only = async (store: AffiliateStore): Promise<ScanOrderRow | undefined> =>
	(await orders(store)).at(0);

describeStores('Orders of a scan', (engine) => {
	it('tell what is known of each', async () => {
		const store = await engine.open();
		const order = withoutPerson(anOrder());
		const payment = { ...order.payment, failedAttempts: 3 } as typeof order.payment;
		await buy(store, {
			orderId: '1',
			net: eur('80.00'),
			facts: { order: { ...order, payment } },
		});
		expect(await orders(store)).toEqual([
			{
				conversionId: conversionId({ orderId: '1' }),
				kind: 'order',
				affiliateId: AFFILIATE_ID,
				customerKey: 'carla',
				orderedAt: day(10),
				netMinor: 8_000n,
				refundedAt: null,
				disputedAt: null,
				failedPayments: 3,
				basketHash: BASKET,
				hasLaterActivity: false,
			},
		]);
	});

	it('know nothing of failed payments without a check; the basket of a lead is in its journal', async () => {
		const store = await engine.open();
		await buy(store, { orderId: '1' });
		await buy(store, { orderId: '2', kind: 'action', also: { journal: aJournal() } });
		const found = await orders(store);
		expect(
			found.map(({ kind, failedPayments, ...rest }) => [kind, failedPayments, rest.basketHash]),
		).toEqual(
			expect.arrayContaining([
				['order', null, `unknown:${conversionId({ orderId: '1' })}`],
				['action', null, BASKET],
			]),
		);
	});

	it('tell when the shop gave money back first, not when that was heard of', async () => {
		const store = await engine.open();
		const refund = (refundId: string, createdAt: string, orderId = '1') =>
			aRecordedRefund(aSale({ orderId, at: day(29) }), {
				refundId,
				status: 'applied',
				refund: aRefund({ storeKey: STORE_KEY, orderId, refundId, createdAt }),
			});
		const refunds = [
			refund('refund-1', day(14)),
			refund('refund-2', day(12)),
			refund('dispute:dispute-1', day(11)),
			{ ...refund('refund-3', day(11)), status: 'waiting' as const },
		];
		await buy(store, { orderId: '1', also: { refunds } });
		await buy(store, {
			orderId: '2',
			at: day(11),
			also: { refunds: [refund('refund-4', day(20), '2')] },
		});
		expect((await orders(store)).map(({ refundedAt }) => refundedAt)).toEqual([day(12), day(20)]);
	});

	it('tell when the first dispute was opened, also of one that was won', async () => {
		const store = await engine.open();
		const sale = aSale({ orderId: '1' });
		const disputes = [
			aRecordedDispute(sale, { disputeId: 'second', openedAt: day(15) }),
			aRecordedDispute(sale, { disputeId: 'first', openedAt: day(13) }),
			aRecordedDispute(sale, {
				disputeId: 'first',
				openedAt: day(13),
				status: 'won',
				updatedAt: day(20),
			}),
		];
		await buy(store, { orderId: '1', also: { disputes } });
		expect(await only(store)).toMatchObject({ disputedAt: day(13), refundedAt: null });
	});

	it('tell whether the customer came back, for an order or an action of whatever programme', async () => {
		const store = await engine.open();
		await buy(store, { orderId: '1', at: day(10) });
		await buy(store, { orderId: '2', at: day(11), kind: 'action' });
		await buy(store, { orderId: 'unpaid', at: day(12), reason: 'order_not_paid' });
		await buy(store, { orderId: '3', at: day(10), customer: 'otto' });
		await buy(store, { orderId: 'other', at: day(20), customer: 'otto', programmeId: 'prg_other' });
		await buy(store, { orderId: '4', at: day(10), customer: null });
		await buy(store, { orderId: '5', at: day(11), customer: null });
		const returned = (await orders(store)).filter(({ hasLaterActivity }) => hasLaterActivity);
		expect(returned.map((row) => row.conversionId).sort()).toEqual(
			[{ orderId: '1' }, { orderId: '3' }].map(conversionId).sort(),
		);
	});

	it('take what an edited order is worth now', async () => {
		const store = await engine.open();
		const sale = await buy(store, { orderId: '1' });
		const net = eur('12.00');
		const conversion = aConversion(sale, { version: 2, contentHash: 'edited', net });
		await write(store, sale, { conversion });
		expect(await only(store)).toMatchObject({ netMinor: 1_200n });
	});

	it('come by affiliate and time over many pages, last those that nobody was credited for', async () => {
		const store = await engine.open();
		const size = 1_050;
		for (let number = 0; number < size; number += 1) {
			await buy(store, {
				orderId: `order-${number}`,
				affiliateId: `aff_${number % 2}`,
				at: new Date(Date.parse(day(10)) + ((number * 7) % 50) * 1000).toISOString(),
				...(number % 3 === 0 ? { touches: [] } : {}),
			});
		}
		const found = await orders(store);
		expect(new Set(found.map((row) => row.conversionId)).size).toBe(size);
		const places = found.map(
			(row) => `${row.affiliateId ?? 'nobody'} ${row.orderedAt} ${row.conversionId}`,
		);
		expect(places).toEqual([...places].sort());
	}, 60_000);

	it('lie in the time and programme', async () => {
		const store = await engine.open();
		for (const number of [9, 10, 11]) {
			await buy(store, { orderId: `a${number}`, at: day(number) });
			await buy(store, { orderId: `b${number}`, at: day(number), touches: [] });
		}
		await buy(store, { orderId: 'other', programmeId: 'prg_other' });
		const found = await orders(store, day(10), day(11));
		expect(found.map(({ orderedAt }) => orderedAt)).toEqual([day(10), day(10)]);
	});
});

describeStores('Coupon uses of a scan', (engine) => {
	it('tell owner, customer and where from', async () => {
		const store = await engine.open();
		const coupon = aTouch({ kind: 'coupon', clickId: null, couponCode: 'ANNA10' });
		const { visit } = fraudFacts();
		await buy(store, {
			orderId: '1',
			touches: [coupon],
			facts: { visit: { ...visit, referrerHost: 'coupons.example', isFromCouponSite: true } },
		});
		await buy(store, { orderId: '2', at: day(11), customer: null, touches: [coupon] });
		await buy(store, { orderId: '3', at: day(12) });
		await buy(store, { orderId: '4', at: day(13), touches: [coupon], kind: 'action' });
		const use = { couponCode: 'ANNA10', affiliateId: AFFILIATE_ID, hasOwnerClick: false };
		expect(await all(store.fraud.scanCoupons(PROGRAMME_ID, day(1), day(30)))).toEqual([
			{
				...use,
				orderedAt: day(10),
				customerKey: 'carla',
				country: 'DE',
				referrerHost: 'coupons.example',
				isFromCouponSite: true,
			},
			{
				...use,
				orderedAt: day(11),
				customerKey: null,
				country: null,
				referrerHost: null,
				isFromCouponSite: false,
			},
		]);
	});

	it('know a click of the owner by what the coupon was credited through', async () => {
		const store = await engine.open();
		const touches = {
			click: aTouch({ couponCode: 'A' }),
			code: aTouch({ couponCode: 'B', clickId: null }),
			site: aTouch({ couponCode: 'C', clickId: null, kind: 'direct_link' }),
			coupon: aTouch({ couponCode: 'D', clickId: null, kind: 'coupon' }),
			customer: aTouch({ couponCode: 'E', clickId: null, kind: 'customer' }),
		};
		for (const [orderId, touch] of Object.entries(touches)) {
			await buy(store, { orderId, touches: [touch] });
		}
		const found = await all(store.fraud.scanCoupons(PROGRAMME_ID, day(1), day(30)));
		expect(
			Object.fromEntries(found.map(({ couponCode, hasOwnerClick }) => [couponCode, hasOwnerClick])),
		).toEqual({ A: true, B: true, C: true, D: false, E: false });
	});
});
