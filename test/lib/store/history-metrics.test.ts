import type { RecordedCommission } from '../../../lib/model/commission';
import type { Conversion } from '../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { aClick, AFFILIATE_ID, aTouch, eur, PROGRAMME_ID, STORE_KEY } from '../../support/builders';
import { describeStores } from '../../support/stores';
import { adjustWrite, day, write } from './ledger-entries';
import {
	aBookedCommission,
	aConversion,
	aMove,
	aRecordedRefund,
	aSale,
	conversionId,
	recordWrite,
	reverseWrite,
	type Sale,
} from './ledger-writes';

/** Order of that day with a base of 100.00 and 10.00 of commission. */
async function order(
	store: AffiliateStore,
	number: number,
	conversion: Partial<Conversion> = {},
	commission: Partial<RecordedCommission> = {},
): Promise<Sale> {
	const sale = aSale({ orderId: `order-${number}`, at: day(number) });
	await write(store, sale, {
		...recordWrite(sale, conversion),
		commissions: [aBookedCommission(sale, commission)],
	});
	return sale;
}

const refund = async (store: AffiliateStore, sale: Sale, amount: string) => {
	const [base, net] = [eur(amount), eur(amount)];
	await write(store, sale, { refunds: [aRecordedRefund(sale, { status: 'applied', base, net })] });
};

describeStores('What an affiliate reached', (engine) => {
	const metrics = async ({ history }: AffiliateStore, exceptConversionId?: string) =>
		await history.affiliateMetrics(
			AFFILIATE_ID,
			PROGRAMME_ID,
			'EUR',
			null,
			day(30),
			exceptConversionId,
		);

	const expected = (
		[revenue, sales, commission]: readonly [string, number, string],
		[grossRevenue, grossSales, grossCommission]: readonly [string, number, string],
		customers = 0,
	) => ({
		revenue: eur(revenue),
		sales,
		commission: eur(commission),
		grossRevenue: eur(grossRevenue),
		grossSales,
		grossCommission: eur(grossCommission),
		customers,
	});

	it('is net of refunds, and gross without taking them off', async () => {
		const store = await engine.open();
		await order(store, 1);
		const partly = await order(store, 2);
		await refund(store, partly, '30.00');
		await write(store, partly, reverseWrite(partly, 'pending', eur('3.00'), 'refund-1'));
		const wholly = await order(store, 3);
		await refund(store, wholly, '100.00');
		await write(store, wholly, {
			...reverseWrite(wholly, 'pending', eur('10.00'), 'refund-1'),
			moves: [aMove(wholly, 'pending', 'reversed')],
		});
		expect(await metrics(store)).toEqual(expected(['170.00', 2, '17.00'], ['300.00', 3, '30.00']));
	});

	it('takes a refund off a paid commission, whose status stays', async () => {
		const store = await engine.open();
		const sale = await order(store, 1, { customerKey: 'carla' });
		await write(store, sale, {
			moves: [aMove(sale, 'pending', 'approved'), aMove(sale, 'approved', 'paid')],
		});
		await refund(store, sale, '100.00');
		await write(store, sale, reverseWrite(sale, 'approved', eur('10.00'), 'refund-1'));
		expect(await metrics(store)).toEqual(expected(['0.00', 0, '0.00'], ['100.00', 1, '10.00']));
	});

	it('leaves declined commissions out of everything', async () => {
		const store = await engine.open();
		const sale = await order(store, 1, { customerKey: 'carla' });
		await write(store, sale, { moves: [aMove(sale, 'pending', 'declined')] });
		expect(await metrics(store)).toEqual(expected(['0.00', 0, '0.00'], ['0.00', 0, '0.00']));
	});

	it('counts edited orders as they stand now, and refunds in proportion to that', async () => {
		const store = await engine.open();
		const sale = await order(store, 1);
		const edited = { version: 2, base: eur('150.00'), net: eur('150.00') };
		await write(store, sale, {
			conversion: aConversion(sale, edited),
			...adjustWrite(sale, eur('5.00'), { baseChange: eur('50.00') }),
		});
		expect(await metrics(store)).toEqual(expected(['150.00', 1, '15.00'], ['150.00', 1, '15.00']));
		await refund(store, sale, '75.00');
		expect(await metrics(store)).toMatchObject({ revenue: eur('75.00'), sales: 1 });
	});

	it('counts a refund of what is left after an edit as the whole', async () => {
		const store = await engine.open();
		const sale = await order(store, 1, { customerKey: 'carla' });
		const edited = { version: 2, base: eur('40.00'), net: eur('40.00'), customerKey: 'carla' };
		await write(store, sale, {
			conversion: aConversion(sale, edited),
			...adjustWrite(sale, eur('-6.00'), { baseChange: eur('-60.00') }),
		});
		await refund(store, sale, '40.00');
		expect(await metrics(store)).toEqual(expected(['0.00', 0, '4.00'], ['40.00', 1, '4.00']));
	});

	it.each([
		['sale', 1],
		['recurring', 1],
		['action', 1],
		['level', 0],
		['bonus', 0],
		['click', 0],
		['manual', 0],
		['opening', 0],
	] as const)('counts orders of its own: %s', async (kind, sales) => {
		const store = await engine.open();
		await order(store, 1, {}, { kind });
		const [base, commission] = sales === 1 ? ['100.00', '10.00'] : ['0.00', '0.00'];
		const all = [base, sales, commission] as const;
		expect(await metrics(store)).toEqual(expected(all, all));
	});

	it('leaves the order out that is priced again', async () => {
		const store = await engine.open();
		await order(store, 1, { customerKey: 'carla' });
		const sale = await order(store, 2, { customerKey: 'dora' });
		await write(store, sale, adjustWrite(sale, eur('5.00'), { baseChange: eur('50.00') }));
		await refund(store, sale, '10.00');
		const one = ['100.00', 1, '10.00'] as const;
		expect(await metrics(store, conversionId(sale))).toEqual(expected(one, one, 1));
	});

	it('counts customers once, who bought and kept something', async () => {
		const store = await engine.open();
		await order(store, 1, { customerKey: 'carla' });
		await order(store, 2, { customerKey: 'carla' });
		await order(store, 3, { customerKey: null });
		await order(store, 4, { customerKey: 'lead', kind: 'action' }, { kind: 'action' });
		const dora = await order(store, 5, { customerKey: 'dora' });
		await refund(store, dora, '99.99');
		const emil = await order(store, 6, { customerKey: 'emil' });
		await refund(store, emil, '100.00');
		const frida = await order(store, 7, { customerKey: 'frida' });
		await write(store, frida, { moves: [aMove(frida, 'pending', 'reversed')] });
		expect((await metrics(store)).customers).toBe(2);
	});
});

describeStores('The history of a customer', (engine) => {
	it('counts orders, not actions, bonuses or balances', async () => {
		const store = await engine.open();
		const touches = [aTouch()];
		for (const [number, kind] of (['action', 'bonus', 'opening'] as const).entries()) {
			await order(store, number + 1, { customerKey: 'carla', kind, touches });
		}
		const nothing = { orderCount: 0, lastCredit: null };
		expect(await store.history.customerHistory('carla', day(30))).toEqual(nothing);
		expect(await store.history.customerSummary('carla', 'EUR')).toMatchObject({
			orderCount: 0,
			lifetimeValue: eur('0.00'),
			firstAffiliateCode: null,
		});
	});

	it('sums what edited orders are worth now', async () => {
		const store = await engine.open();
		const sale = await order(store, 1, { customerKey: 'carla' });
		const edited = { version: 2, net: eur('130.00'), customerKey: 'carla' };
		await write(store, sale, { conversion: aConversion(sale, edited) });
		await refund(store, sale, '20.00');
		const { lifetimeValue } = await store.history.customerSummary('carla', 'EUR');
		expect(lifetimeValue).toEqual(eur('110.00'));
	});
});

describeStores('The history of a subscription', (engine) => {
	const paid = async (
		store: AffiliateStore,
		number: number,
		conversion: Partial<Conversion> = {},
	): Promise<Sale> => await order(store, number, { subscriptionId: 'sub_1', ...conversion });

	it('counts payments before the moment and knows who brought the first one', async () => {
		const store = await engine.open();
		await paid(store, 3, { touches: [aTouch({ affiliateId: 'aff_later' })] });
		await paid(store, 2);
		await paid(store, 4);
		await paid(store, 1, { reason: 'order_not_paid' });
		await paid(store, 5, { subscriptionId: 'sub_2' });
		const credit = { affiliateId: AFFILIATE_ID, programmeId: PROGRAMME_ID };
		expect(await store.history.subscriptionHistory(STORE_KEY, 'sub_1', day(4))).toEqual({
			payments: 2,
			firstPaymentAt: day(2),
			credit,
		});
	});

	it('is empty for an unknown one, and without credit where the first payment had none', async () => {
		const store = await engine.open();
		await paid(store, 1, { touches: [] });
		await paid(store, 2);
		const { history } = store;
		expect(await history.subscriptionHistory(STORE_KEY, 'sub_1', day(9))).toEqual({
			payments: 2,
			firstPaymentAt: day(1),
			credit: null,
		});
		const none = { payments: 0, firstPaymentAt: null, credit: null };
		expect(await history.subscriptionHistory('another.shop', 'sub_1', day(9))).toEqual(none);
		expect(await history.subscriptionHistory(STORE_KEY, 'sub_1', day(1))).toEqual(none);
	});
});

describeStores('Counted clicks', (engine) => {
	it('are those of people, without repeats, busiest affiliate first', async () => {
		const { clicks, history } = await engine.open();
		const click = (number: number, overrides: Partial<Parameters<typeof aClick>[0]> = {}) =>
			aClick({
				clickId: `clk_${number}`,
				visitorHash: `visitor-${number}`,
				occurredAt: day(2),
				...overrides,
			});
		await clicks.append(
			[
				click(1),
				click(2, { affiliateId: 'aff_bert' }),
				click(3, { affiliateId: 'aff_bert' }),
				click(4, { category: 'bot', isCounted: false, countReason: 'bot' }),
				click(5, { visitorHash: 'visitor-1' }),
				click(6, { programmeId: 'prg_other' }),
				click(7, { occurredAt: day(1) }),
				click(8, { occurredAt: day(3) }),
			],
			60,
		);
		expect(await history.clickCounts(PROGRAMME_ID, day(2), day(3))).toEqual([
			{ affiliateId: 'aff_bert', clicks: 2 },
			{ affiliateId: AFFILIATE_ID, clicks: 1 },
		]);
		expect(await history.clickCounts(PROGRAMME_ID, day(4), day(5))).toEqual([]);
	});
});
