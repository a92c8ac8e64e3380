import { aCheckedAffiliate, aDay, aScannedOrder, lookAt, orders } from './scenario';

const others = [
	aDay({ affiliateId: 'aff_ben', clicks: 10_000, orders: 200, orderValue: 1_600_000 }),
];

describe('F6, a click flood', () => {
	it('is a hit when many clicks bring nothing and the others sell', () => {
		const days = [aDay({ clicks: 600 })];
		expect(lookAt('F6', { days, others })).toMatchObject({
			status: 'hit',
			evidence: { clicks: '600', orders: '0', programmeRate: '2 %' },
		});
	});

	it('looks from 500 clicks on', () => {
		expect(lookAt('F6', { days: [aDay({ clicks: 499 })], others }).status).toBe('unknown');
		expect(lookAt('F6', { days: [aDay({ clicks: 500 })], others }).status).toBe('hit');
	});

	it('is clear from one order in two thousand clicks on', () => {
		expect(lookAt('F6', { days: [aDay({ clicks: 2000, orders: 1 })], others }).status).toBe(
			'clear',
		);
		expect(lookAt('F6', { days: [aDay({ clicks: 2001, orders: 1 })], others }).status).toBe('hit');
	});

	it('is clear where nobody sells much, so that none in 600 is chance', () => {
		const few = [aDay({ affiliateId: 'aff_ben', clicks: 10_000, orders: 10 })];
		expect(lookAt('F6', { days: [aDay({ clicks: 600 })], others: few }).status).toBe('clear');
	});

	it('is unknown in a new campaign, where nobody sold anything yet', () => {
		const started = [aDay({ affiliateId: 'aff_ben', clicks: 10_000 })];
		for (const rest of [[], started]) {
			expect(lookAt('F6', { days: [aDay({ clicks: 600 })], others: rest }).status).toBe('unknown');
		}
	});

	it('forgets clicks from before its window', () => {
		const days = [aDay({ clicks: 600, date: '2026-05-17' })];
		expect(lookAt('F6', { days, others }).status).toBe('unknown');
		expect(lookAt('F6', { days, others }, { windowDays: 31 }).status).toBe('hit');
	});

	it('counts orders by coupon: an influencer is no flood', () => {
		const days = [aDay({ clicks: 600, orders: 5, couponOrders: 5 })];
		expect(lookAt('F6', { days, others }).status).toBe('clear');
	});
});

describe('F7, a conversion rate that is too high', () => {
	it('is a hit when a rate is surely above three times that of the others', () => {
		const days = [aDay({ clicks: 300, orders: 45 })];
		expect(lookAt('F7', { days, others })).toMatchObject({
			status: 'hit',
			evidence: { orders: '45', rateAtLeast: '11.4 %' },
		});
	});

	it('is clear for a rate that chance could lift so high', () => {
		// 11 % measured, but only 6 % sure: less than three times 2.3 %.
		expect(lookAt('F7', { days: [aDay({ clicks: 100, orders: 11 })], others }).status).toBe(
			'clear',
		);
	});

	it('looks from ten orders and fifty clicks on', () => {
		const statusOf = (clicks: number, sold: number) =>
			lookAt('F7', { days: [aDay({ clicks, orders: sold })], others }).status;
		expect(statusOf(49, 49)).toBe('unknown');
		expect(statusOf(50, 9)).toBe('unknown');
		expect(statusOf(50, 50)).toBe('hit');
	});

	it('compares with the programme without the affiliate', () => {
		const days = [aDay({ clicks: 30_000, orders: 3_000 })];
		expect(lookAt('F7', { days, others }).status).toBe('hit');
	});

	it('is unknown alone in a programme, unless no programme sells like that', () => {
		expect(lookAt('F7', { days: [aDay({ clicks: 300, orders: 45 })] }).status).toBe('unknown');
		expect(lookAt('F7', { days: [aDay({ clicks: 300, orders: 100 })] }).status).toBe('hit');
	});

	it('leaves out orders by coupon, behind which there is no click', () => {
		const days = [aDay({ clicks: 300, orders: 60, couponOrders: 52 })];
		expect(lookAt('F7', { days, others }).status).toBe('unknown');
	});

	it('weighs little for partners whose visitors decided before', () => {
		const days = [aDay({ clicks: 300, orders: 45 })];
		const weightOf = (partnerType: 'email' | 'coupon' | 'cashback' | 'content') =>
			lookAt('F7', { days, others, affiliate: aCheckedAffiliate({ partnerType }) }).weight;
		expect(weightOf('content')).toBeUndefined();
		for (const kind of ['email', 'coupon', 'cashback'] as const) expect(weightOf(kind)).toBe(0.1);
	});
});

describe('F18, a refund rate', () => {
	const normal = [aDay({ affiliateId: 'aff_ben', orders: 200, refundedOrders: 10 })];
	const customers = (count: number) => orders(count, (index) => ({ customerKey: `key_${index}` }));

	it('is a hit at a quarter of the orders when the others have few', () => {
		const scene = { orders: customers(40), others: normal };
		const statusOf = (refundedOrders: number) =>
			lookAt('F18', { ...scene, days: [aDay({ orders: 40, refundedOrders })] }).status;
		expect(statusOf(10)).toBe('hit');
		expect(statusOf(9)).toBe('clear');
	});

	it('is clear while so many come by chance now and then', () => {
		// The others have one in twenty. P(X ≥ 3 of 10) = 0.0115, P(X ≥ 5 of 10) = 0.00006.
		const statusOf = (refundedOrders: number) =>
			lookAt('F18', {
				days: [aDay({ orders: 10, refundedOrders })],
				orders: customers(10),
				others: normal,
			}).status;
		expect(statusOf(3)).toBe('clear');
		expect(statusOf(5)).toBe('hit');
	});

	it('is clear for a first refund where nobody had one yet', () => {
		const spotless = [aDay({ affiliateId: 'aff_ben', orders: 200 })];
		const statusOf = (refundedOrders: number) =>
			lookAt('F18', {
				days: [aDay({ orders: 5, refundedOrders })],
				orders: customers(5),
				others: spotless,
			}).status;
		expect(statusOf(2)).toBe('clear');
		expect(statusOf(3)).toBe('hit');
	});

	it('needs five customers, and a guest without address is one', () => {
		const days = [aDay({ orders: 5, refundedOrders: 4 })];
		const one = orders(5, () => ({ customerKey: 'key_1' }));
		expect(lookAt('F18', { days, others: normal, orders: one }).status).toBe('unknown');
		expect(lookAt('F18', { days, others: normal, orders: orders(5) }).status).toBe('hit');
	});

	it('is clear where everybody has that many', () => {
		const tryOn = [aDay({ affiliateId: 'aff_ben', orders: 200, refundedOrders: 80 })];
		const days = [aDay({ orders: 40, refundedOrders: 16 })];
		expect(lookAt('F18', { days, others: tryOn, orders: customers(40) }).status).toBe('clear');
	});

	it('alone in a programme must surely pass the limit', () => {
		const statusOf = (refundedOrders: number) =>
			lookAt('F18', { days: [aDay({ orders: 20, refundedOrders })], orders: customers(20) }).status;
		expect(statusOf(6)).toBe('unknown');
		expect(statusOf(12)).toBe('hit');
	});

	it('is clear without refunds, however few the customers', () => {
		expect(lookAt('F18', { days: [aDay({ orders: 1 })], orders: orders(1) }).status).toBe('clear');
	});
});

describe('F19, disputes and card testing', () => {
	const disputed = (count: number, sold: number, known = orders(sold)) =>
		lookAt('F19', { days: [aDay({ orders: sold, disputedOrders: count })], orders: known, others });

	it('is a hit from one per cent and two disputes on', () => {
		expect(disputed(2, 200).status).toBe('hit');
		expect(disputed(2, 201).status).toBe('clear');
		expect(disputed(1, 10).status).toBe('clear');
	});

	it('weighs less while it may be chance', () => {
		expect(disputed(2, 200).weight).toBeLessThan(0.6);
		expect(disputed(20, 200).weight).toBeUndefined();
	});

	it('is a hit for small orders after many failed payments', () => {
		const tested = (count: number, netMinor: number) =>
			disputed(
				0,
				50,
				orders(50, (index) => (index < count ? { netMinor, failedPayments: 4 } : {})),
			);
		expect(tested(5, 199)).toMatchObject({ status: 'hit', evidence: { testedOrders: '5' } });
		expect(tested(4, 199).status).toBe('clear');
		// A quarter of the others' 80.00 is no small order any more.
		expect(tested(5, 2_000).status).toBe('clear');
	});

	it('is unknown when the store does not tell of failed payments', () => {
		const untold = orders(50, () => ({ failedPayments: null }));
		expect(disputed(0, 50, untold).status).toBe('unknown');
		expect(disputed(2, 50, untold).status).toBe('hit');
	});

	it('is unknown when nobody else says which order is small', () => {
		const tested = orders(50, () => ({ netMinor: 199, failedPayments: 4 }));
		const days = [aDay({ orders: 50 })];
		expect(lookAt('F19', { days, orders: tested }).status).toBe('unknown');
	});

	it('is clear without orders', () => {
		expect(lookAt('F19', {}).status).toBe('clear');
	});
});

describe('F20, refunds just after a payout', () => {
	const paidAt = ['2026-06-05T12:00:00.000Z'];
	const refunded = (...moments: string[]) =>
		moments.map((refundedAt, index) =>
			aScannedOrder({
				conversionId: `cnv_${index}`,
				orderedAt: '2026-05-20T10:00:00.000Z',
				refundedAt,
			}),
		);

	it('is a hit for two refunds within seven days, and none at other times', () => {
		const late = refunded('2026-06-06T10:00:00.000Z', '2026-06-12T12:00:00.000Z');
		expect(lookAt('F20', { paidAt, orders: late })).toMatchObject({
			status: 'hit',
			evidence: { refunds: '2', days: '7' },
		});
	});

	it('is clear for one, for a day later, and for refunds before the payout', () => {
		const late = '2026-06-06T10:00:00.000Z';
		for (const other of ['2026-06-12T12:00:00.001Z', '2026-06-05T12:00:00.000Z']) {
			expect(lookAt('F20', { paidAt, orders: refunded(late, other) }).status).toBe('clear');
		}
		expect(lookAt('F20', { paidAt, orders: refunded(late) }).status).toBe('clear');
	});

	it('is clear for orders that were not yet paid for', () => {
		const late = refunded('2026-06-08T10:00:00.000Z', '2026-06-09T10:00:00.000Z').map((order) => ({
			...order,
			orderedAt: '2026-06-06T00:00:00.000Z',
		}));
		expect(lookAt('F20', { paidAt, orders: late }).status).toBe('clear');
	});

	it('is clear for a partner with refunds all the time', () => {
		const always = refunded(
			...Array.from({ length: 30 }, (_, index) =>
				new Date(Date.UTC(2026, 3, 1 + index * 2)).toISOString(),
			),
			'2026-06-06T10:00:00.000Z',
			'2026-06-08T10:00:00.000Z',
		).map((order) => ({ ...order, orderedAt: '2026-03-25T00:00:00.000Z' }));
		expect(lookAt('F20', { paidAt, orders: always }).status).toBe('clear');
	});

	it('is unknown when payouts come every week: any refund follows one', () => {
		const weekly = Array.from({ length: 13 }, (_, index) =>
			new Date(Date.UTC(2026, 5, 15 - 7 * index)).toISOString(),
		);
		const late = refunded('2026-06-06T10:00:00.000Z', '2026-06-12T12:00:00.000Z');
		expect(lookAt('F20', { paidAt: weekly, orders: late }).status).toBe('unknown');
	});
});
