import fc from 'fast-check';
import { addMoney, sumMoney } from '../../../../lib/kernel';
import { toJson } from '../../../../lib/model/json';
import { storeEventItemSchema } from '../../../../lib/model/store-event';
import { stripeAmount } from '../../../../lib/mapping/stripe/amount';
import {
	event,
	invoice,
	itemsOf,
	line,
	NEW_VERSION,
	orderOf,
	read,
	text,
	type JsonObject,
} from './payloads';

const amounts = (overrides: JsonObject) =>
	orderOf(overrides).lines.map(({ gross, discount, net, tax }) =>
		[gross, discount, net, tax].map(text).join(' '),
	);

describe("Stripe's amounts", () => {
	it.each([
		[1_050, 'EUR', '10.50'],
		[500, 'JPY', '500'],
		[500, 'ISK', '5'],
		[550, 'ISK', '6'],
		[-550, 'ISK', '-6'],
		[500, 'UGX', '5'],
		[5, 'MGA', '5.00'],
		[1_045, 'HUF', '10.45'],
		[80_045, 'TWD', '800.45'],
		[5_120, 'KWD', '5.120'],
		[5_120, 'BHD', '5.120'],
	])('%d of %s is %s', (amount, currency, read) => {
		expect(text(stripeAmount(amount, currency))).toBe(read);
	});

	it('mirror: the amount of −x is the amount of x below zero', () => {
		fc.assert(
			fc.property(
				fc.maxSafeInteger(),
				fc.constantFrom('EUR', 'ISK', 'JPY', 'MGA', 'KWD'),
				(x, currency) => {
					const { amountMinor } = stripeAmount(x, currency);
					expect(stripeAmount(-x, currency).amountMinor).toBe(-amountMinor);
				},
			),
		);
	});
});

describe('a paid invoice of Stripe', () => {
	it('is the order of a payment of its subscription', () => {
		const [item] = itemsOf(event('invoice.paid', invoice()));
		expect(item?.event).toMatchObject({
			kind: 'order.paid',
			platform: 'stripe',
			storeKey: 'stripe',
			recordId: 'in_1',
			deliveryId: 'evt_1',
		});
		expect(item?.order).toMatchObject({
			orderId: 'in_1',
			orderNumber: 'ACME-0001',
			status: 'paid',
			isTest: false,
			currency: 'EUR',
			createdAt: '2026-11-02T10:00:00.000Z',
			paidAt: '2026-11-02T11:00:00.000Z',
			subscription: { subscriptionId: 'sub_1', paymentNumber: null, startedAt: null },
			customer: {
				customerId: 'cus_1',
				email: 'buyer@example.com',
				firstName: 'Kim',
				lastName: 'Ann Sample',
				country: 'DE',
			},
			lines: [{ lineId: 'il_10000', productId: 'prod_1', variantId: 'price_1', quantity: 1 }],
		});
	});

	it('is the first payment when it starts the subscription', () => {
		const { subscription } = orderOf({ billing_reason: 'subscription_create' });
		expect(subscription?.paymentNumber).toBe(1);
	});

	it('is read in the shape of newer API versions too', () => {
		const body = event(
			'invoice.paid',
			{
				...invoice({
					lines: [
						line(11_900, {
							price: undefined,
							tax_amounts: undefined,
							pricing: { price_details: { price: 'price_2', product: 'prod_2' } },
							taxes: [{ amount: 1_900, tax_behavior: 'inclusive' }],
						}),
					],
					total_taxes: [{ amount: 1_900, tax_behavior: 'inclusive' }],
				}),
				total_tax_amounts: undefined,
				tax: undefined,
				subscription: undefined,
				subscription_details: undefined,
				parent: {
					type: 'subscription_details',
					subscription_details: {
						subscription: 'sub_9',
						metadata: { affiliate_click_id: 'clk_01kb0000000000000000000000' },
					},
				},
			},
			{ api_version: NEW_VERSION },
		);
		const [item] = itemsOf(body);
		expect(item?.order).toMatchObject({
			subscription: { subscriptionId: 'sub_9' },
			tracking: { attributes: { affiliate_click_id: 'clk_01kb0000000000000000000000' } },
			lines: [{ productId: 'prod_2', variantId: 'price_2' }],
		});
		expect(text(item?.order?.lines[0]?.net)).toBe('100.00');
		expect(text(item?.order?.totals.tax)).toBe('19.00');
	});

	it.each([
		[
			'tax on top',
			{ tax_amounts: [{ amount: 1_900, inclusive: false }] },
			'100.00 0.00 100.00 19.00',
		],
		['tax inside', { tax_amounts: [{ amount: 1_597, inclusive: true }] }, '84.03 0.00 84.03 15.97'],
		['a discount', { discount_amounts: [{ amount: 2_500 }] }, '100.00 25.00 75.00 0.00'],
		[
			'a discount on a price with tax',
			{
				discount_amounts: [{ amount: 5_000 }],
				tax_amounts: [{ amount: 1_000, inclusive: true }],
			},
			'80.00 40.00 40.00 10.00',
		],
		[
			'billing credits',
			{
				pretax_credit_amounts: [
					{ amount: 3_000, type: 'credit_balance_transaction' },
					{ amount: 1, type: 'discount' },
				],
			},
			'100.00 30.00 70.00 0.00',
		],
	])('with %s is gross, discount, net and tax', (_name, overrides, expected) => {
		expect(amounts({ lines: [line(10_000, overrides)] })).toEqual([expected]);
	});

	it('of an upgrade in the middle of a period sums to what it asks for (C12)', () => {
		const credit = line(-5_000, { proration: true, description: 'Unused time on Pro' });
		const order = orderOf({ lines: [credit, line(20_000)] });
		const nets = order.lines.map(({ net }) => net);
		expect(nets.map(text)).toEqual(['-50.00', '200.00']);
		expect(text(sumMoney(nets, 'EUR'))).toBe('150.00');
		expect(text(order.totals.total)).toBe('150.00');
	});

	it('of a free trial is an order of zero', () => {
		const order = orderOf({ lines: [line(0)], billing_reason: 'subscription_create' });
		expect(text(order.totals.total)).toBe('0.00');
		expect(order.status).toBe('paid');
	});

	it('with more lines than the event holds has one line for the others', () => {
		const order = orderOf({
			has_more: true,
			total: 30_000,
			total_excluding_tax: 27_000,
			total_tax_amounts: [{ amount: 3_000, inclusive: false }],
		});
		expect(order.lines.map(({ lineId, net, tax }) => [lineId, text(net), text(tax)])).toEqual([
			['il_10000', '100.00', '0.00'],
			['further-lines', '170.00', '30.00'],
		]);
	});

	it.each([
		[-3_000, 0, '30.00'],
		[-3_000, -1_000, '20.00'],
		[-90_000, -80_000, '100.00'],
		[0, 0, 'none'],
		[500, 0, 'none'],
		[-3_000, null, 'none'],
		[-3_000, -4_000, 'none'],
	])(
		'whose balance went from %d to %s was paid with %s of store credit',
		(before, after, credit) => {
			const overrides = { starting_balance: before, ending_balance: after };
			expect(text(orderOf(overrides).storeCredit)).toBe(credit);
		},
	);

	it('takes metadata of the invoice before that of the subscription and its lines', () => {
		const { tracking } = orderOf({
			metadata: { affiliate_click_id: 'nearest', utm_source: 'mail' },
			subscription_details: { metadata: { affiliate_click_id: 'middle', affiliate_code: 'anna' } },
			lines: [line(100, { metadata: { affiliate_code: 'bob', plan: 'pro', constructor: 'odd' } })],
		});
		expect(tracking.attributes).toEqual({
			affiliate_click_id: 'nearest',
			utm_source: 'mail',
			affiliate_code: 'anna',
			plan: 'pro',
		});
		expect(tracking.utm).toEqual({ source: 'mail' });
		expect(tracking.channel).toBe('subscription_cycle');
	});

	it('names its coupons by code where Stripe tells it, and by their ids', () => {
		const order = orderOf({
			total_discount_amounts: [{ amount: 2_000, discount: 'di_1' }],
			discount: { id: 'di_1', coupon: { id: 'ANNA10' }, promotion_code: 'promo_1' },
			discounts: [
				'di_1',
				{
					id: 'di_2',
					source: { coupon: 'BOB5' },
					promotion_code: { id: 'promo_2', code: 'BOBFIVE' },
				},
			],
		});
		expect(order.coupons.map(({ code, amount }) => [code, text(amount)])).toEqual([
			['promo_1', '20.00'],
			['ANNA10', '20.00'],
			['BOBFIVE', '0.00'],
			['promo_2', '0.00'],
			['BOB5', '0.00'],
		]);
	});

	it('in a sandbox is left out unless test orders are asked for', () => {
		const body = event('invoice.paid', invoice({ livemode: false }), { livemode: false });
		expect(read(body)).toEqual({ outcome: 'ignored', reason: 'test_order' });
		expect(read(body, { includeTestOrders: true })).toMatchObject({
			items: [{ order: { isTest: true } }],
		});
	});

	it.each([
		['lines', { ...invoice(), lines: undefined }, 'invoice.lines'],
		['a currency', invoice({ currency: 'xyz' }), 'invoice.currency'],
		['whole amounts', invoice({ lines: [line(10.5)] }), 'invoice.lines.data[0].amount'],
	])('without %s is refused by name of the place', (_name, object, place) => {
		expect(() => read(event('invoice.paid', object))).toThrow(place);
	});

	it('is one event however often it is sent, and another one in another account', () => {
		const body = event('invoice.paid', invoice());
		const again = event('invoice.paid', invoice(), { id: 'evt_2', created: 1_999_999_999 });
		const idOf = (result: ReturnType<typeof read>) =>
			result.outcome === 'events' ? result.items[0]?.event.eventId : 'none';
		expect(idOf(read(again))).toBe(idOf(read(body)));
		expect(idOf(read(body, {}, 'second-account'))).not.toBe(idOf(read(body)));
	});

	it('keeps gross − discount = net and goes through JSON and back, whatever its lines', () => {
		const tax = fc.record({ amount: fc.nat(5_000), inclusive: fc.boolean() });
		const lines = fc.array(
			fc.record({
				amount: fc.integer({ min: -99_999, max: 999_999 }),
				off: fc.nat(20_000),
				tax_amounts: fc.array(tax, { maxLength: 2 }),
			}),
			{ minLength: 1, maxLength: 5 },
		);
		fc.assert(
			fc.property(lines, fc.constantFrom('eur', 'jpy', 'isk', 'kwd'), (drafts, currency) => {
				const data = drafts.map(({ amount, off, tax_amounts }, index) =>
					line(amount, { id: `il_${index}`, discount_amounts: [{ amount: off }], tax_amounts }),
				);
				for (const item of itemsOf(event('invoice.paid', invoice({ currency, lines: data })))) {
					for (const { gross, discount, net } of item.order?.lines ?? []) {
						expect(addMoney(net, discount)).toEqual(gross);
					}
					const wire: unknown = JSON.parse(JSON.stringify(toJson(item)));
					expect(storeEventItemSchema.parse(wire)).toEqual(item);
				}
			}),
		);
	});
});
