import fc from 'fast-check';
import { addMoney, parseAmount, subtractMoney, sumMoney } from '../../../../lib/kernel';
import { orderSchema } from '../../../../lib/model/order';
import { toJson } from '../../../../lib/model/json';
import { orderBody, orderOf, read, text } from './payloads';

describe('an order of the generic format', () => {
	it('is read line by line, before tax', () => {
		const order = orderOf();
		expect(order).toMatchObject({
			platform: 'generic',
			storeKey: 'my-shop',
			orderId: 'A-77',
			orderNumber: 'A-77',
			status: 'paid',
			isTest: false,
			createdAt: '2026-11-22T18:05:00.000Z',
			paidAt: '2026-11-22T18:05:00.000Z',
			action: null,
			subscription: null,
			storeCredit: null,
			customer: { customerId: '7', email: 'buyer@example.com', firstName: 'Kim', country: 'DE' },
		});
		expect(
			order.lines.map(({ lineId, gross, discount, net }) =>
				[lineId, gross, discount, net].map((part) =>
					typeof part === 'string' ? part : text(part),
				),
			),
		).toEqual([
			['l1', '80.00', '5.00', '75.00'],
			['l2', '25.00', '0.00', '25.00'],
		]);
		expect(order.lines[1]?.categories).toEqual(['Coffee']);
		expect(Object.entries(order.totals).map(([key, value]) => `${key} ${text(value)}`)).toEqual([
			'items 105.00',
			'discount 5.00',
			'shipping 0.00',
			'tax 19.00',
			'fees 0.00',
			'tip 0.00',
			'total 119.00',
		]);
	});

	it('needs no more than id, currency, time and a total', () => {
		const order = orderOf({ lines: undefined, customer: undefined, total: '50' });
		expect(order.lines).toHaveLength(1);
		expect(text(order.lines[0]?.net)).toBe('50.00');
		expect(order.customer.email).toBeNull();
	});

	it('of a total alone takes tax, shipping and fees out of the one line', () => {
		const order = orderOf({ lines: [], total: '130', tax: '19', shipping: '8', fees: '3' });
		expect(text(order.lines[0]?.net)).toBe('100.00');
		expect(text(order.totals.total)).toBe('130.00');
	});

	it.each([
		[{ total: '18', unitPrice: '10', quantity: 2 }, ['20.00', '2.00', '18.00']],
		[{ total: '18', discount: '3' }, ['21.00', '3.00', '18.00']],
		[{ total: '25', unitPrice: '10', quantity: 2 }, ['25.00', '0.00', '25.00']],
		[{ unitPrice: '0.0035', quantity: 1_001 }, ['3.50', '0.00', '3.50']],
		[{ unitPrice: '-4.50', quantity: 2 }, ['-9.00', '0.00', '-9.00']],
		[{ unitPrice: '10', quantity: 0 }, ['0.00', '0.00', '0.00']],
	])('reads the line %j as gross, discount and net', (line, amounts) => {
		const [read] = orderOf({ lines: [line] }).lines;
		expect([text(read?.gross), text(read?.discount), text(read?.net)]).toEqual(amounts);
		expect(read?.lineId).toBe('1');
	});

	it('takes JSON numbers while they are exact, and text always', () => {
		const total = (value: unknown) => text(orderOf({ lines: [{ total: value }] }).lines[0]?.net);
		expect(total(87.2)).toBe('87.20');
		expect(total(12)).toBe('12.00');
		expect(total(' 87.20 ')).toBe('87.20');
		expect(total('123456789012345.10')).toBe('123456789012345.10');
	});

	it.each([
		[{ lines: [{ total: 0.1 + 0.2 }] }, 'order.lines[0].total: write the amount as text'],
		[{ lines: [{ total: 1e21 }] }, 'order.lines[0].total: write the amount as text'],
		[{ lines: [{ total: '1.234,50' }] }, 'order.lines[0].total: write the amount as text'],
		[{ lines: [{ total: '9.999' }] }, "'order.lines[0].total' has more decimals than EUR allows"],
		[{ lines: [{ quantity: 1 }] }, 'order.lines[0]: give the line a unitPrice or a total'],
		[{ lines: [{ total: '5', discount: '-1' }] }, 'order.lines[0].discount: write the amount'],
		[{ lines: [{ unitPrice: '5', discount: '6' }] }, "'order.lines[0].discount' is more than"],
		[
			{
				lines: [
					{ id: 'a', total: '5' },
					{ id: 'a', total: '6' },
				],
			},
			"'order.lines[1].id' is also",
		],
		[{ lines: [] }, 'order: give the order lines or a total'],
		[{ lines: [], total: '10', tax: '11' }, "'order.total' is less than"],
		[{ currency: 'eur' }, 'order.currency: not an active ISO 4217'],
		[{ createdAt: '2026-11-22 18:05' }, 'order.createdAt: not a date and time with a zone'],
		[{ id: '' }, 'order.id: use an id of 1 to 200 characters'],
		[{ storeCredit: '500' }, "'order.storeCredit' is more than the total"],
		[{ status: 'pending' }, "'order.status' does not go with the event 'order.paid'"],
	])('refuses %j and names the place', (overrides, message) => {
		expect(() => read('order.paid', orderBody(overrides))).toThrow(message);
	});

	it('never repeats a value that it refuses', () => {
		const body = orderBody({ lines: [{ total: 'buyer@example.com' }] });
		expect(() => read('order.paid', body)).not.toThrow('buyer@example.com');
	});

	it('keeps subscription, store credit and coupons', () => {
		const order = orderOf({
			subscription: { id: 'sub-1', paymentNumber: 3, startedAt: '2026-09-22T00:00:00Z' },
			storeCredit: '20',
			coupons: ['ANNA10', { code: 'BOB5', amount: '5' }],
		});
		expect(order.subscription).toEqual({
			subscriptionId: 'sub-1',
			paymentNumber: 3,
			startedAt: '2026-09-22T00:00:00.000Z',
		});
		expect(text(order.storeCredit)).toBe('20.00');
		expect(order.coupons.map(({ code, amount }) => [code, text(amount)])).toEqual([
			['ANNA10', '0.00'],
			['BOB5', '5.00'],
		]);
	});

	it('hands tracking on under the names that attribution reads', () => {
		const { tracking } = orderOf({
			tracking: {
				landingUrl: 'https://shop.example.com/?utm_source=blog&utm_medium=post',
				clickId: 'clk_01kb0000000000000000000000',
				affiliateCode: 'anna',
				utm: { utm_medium: 'mail', campaign: 'spring' },
				attributes: { plan: 'pro', __proto__x: 1, constructor: 'odd' },
				clientIp: '203.0.113.77',
			},
		});
		expect(tracking).toEqual({
			landingUrl: 'https://shop.example.com/?utm_source=blog&utm_medium=post',
			visits: [],
			referrer: null,
			attributes: {
				affiliate_click_id: 'clk_01kb0000000000000000000000',
				affiliate_code: 'anna',
				plan: 'pro',
				__proto__x: '1',
			},
			utm: { source: 'blog', medium: 'mail', campaign: 'spring' },
			clientIp: '203.0.113.0',
			userAgent: null,
			channel: null,
		});
	});

	it('keeps a landing page without a host as it is written', () => {
		expect(orderOf({ tracking: { landingUrl: '/?aff=anna' } }).tracking.landingUrl).toBe(
			'/?aff=anna',
		);
	});

	it('holds its laws for any lines: gross − discount = net, parts make the total, JSON and back', () => {
		const amount = fc.integer({ min: 0, max: 9_999_999 });
		const line = fc.record({
			unitPrice: amount.map((value) => `${value / 100}`),
			quantity: fc.integer({ min: 1, max: 50 }),
			tax: amount.map((value) => `${value / 100}`),
		});
		fc.assert(
			fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), amount, (lines, shipping) => {
				const order = orderOf({ lines, shipping: `${shipping / 100}` });
				for (const { gross, discount, net } of order.lines) {
					expect(subtractMoney(gross, discount)).toEqual(net);
				}
				const { totals } = order;
				const nets = sumMoney(
					order.lines.map(({ net }) => net),
					'EUR',
				);
				const sent = parseAmount(`${shipping / 100}`, 'EUR');
				expect(totals.total).toEqual(addMoney(addMoney(nets, totals.tax), sent));
				const wire: unknown = JSON.parse(JSON.stringify(toJson(order)));
				expect(orderSchema.parse(wire)).toEqual(order);
			}),
		);
	});
});
