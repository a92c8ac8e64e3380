import fc from 'fast-check';
import { formatAmount, formatMoney, type Money } from '../../../../lib/kernel';
import { toJson } from '../../../../lib/model/json';
import { orderSchema, type Order } from '../../../../lib/model/order';
import { shopifyOrder } from '../../../../lib/mapping/shopify';
import { shopifyOrderBody, type ShopifyOrderInput } from '../../../support/shopify-payloads';

const SHOP = 'demo.myshopify.com';

function read(input: ShopifyOrderInput = {}): Order {
	return shopifyOrder(shopifyOrderBody(input), SHOP);
}

function sumOfParts({ items, discount, shipping, tax, fees, tip }: Order['totals']): bigint {
	return (
		items.amountMinor -
		discount.amountMinor +
		shipping.amountMinor +
		tax.amountMinor +
		fees.amountMinor +
		tip.amountMinor
	);
}

describe('the money of a Shopify order', () => {
	const cases: ReadonlyArray<{
		because: string;
		input: ShopifyOrderInput;
		net: readonly string[];
		discount?: readonly string[];
		totals?: Partial<Record<keyof Order['totals'], string>>;
	}> = [
		{
			because: 'a price without tax times the quantity is the net',
			input: { lines: [{ price: 1_250, quantity: 3, tax: 713 }] },
			net: ['37.50 EUR'],
			totals: { items: '37.50 EUR', tax: '7.13 EUR', total: '44.63 EUR' },
		},
		{
			because: 'order discounts arrive as allocations on the lines',
			input: { lines: [{ price: 10_000, discount: 1_500 }, { price: 5_000 }] },
			net: ['85.00 EUR', '50.00 EUR'],
			discount: ['15.00 EUR', '0.00 EUR'],
			totals: { discount: '15.00 EUR', total: '135.00 EUR' },
		},
		{
			because: 'prices that include tax lose the tax of their line',
			input: { taxesIncluded: true, lines: [{ price: 11_900, tax: 1_900 }] },
			net: ['100.00 EUR'],
			totals: { items: '100.00 EUR', tax: '19.00 EUR', total: '119.00 EUR' },
		},
		{
			because: 'a discount on a price with tax is shown before tax too',
			input: { taxesIncluded: true, lines: [{ price: 11_900, discount: 2_380, tax: 1_520 }] },
			net: ['80.00 EUR'],
			discount: ['20.00 EUR'],
			totals: { items: '100.00 EUR', discount: '20.00 EUR', total: '95.20 EUR' },
		},
		{
			because: 'a line given away has a discount of all of it and no net',
			input: { taxesIncluded: true, lines: [{ price: 11_900, discount: 11_900 }] },
			net: ['0.00 EUR'],
			discount: ['119.00 EUR'],
		},
		{
			because: 'yen have no decimals',
			input: { currency: 'JPY', exponent: 0, lines: [{ price: 23_600, tax: 2_360 }] },
			net: ['23600 JPY'],
			totals: { total: '25960 JPY' },
		},
		{
			because: 'shipping counts after its own discount',
			input: { lines: [{ price: 5_000 }], shipping: { price: 990, discount: 490, tax: 95 } },
			net: ['50.00 EUR'],
			totals: { shipping: '5.00 EUR', tax: '0.95 EUR', total: '55.95 EUR' },
		},
		{
			because: 'shipping in a shop with tax in its prices loses its tax',
			input: {
				taxesIncluded: true,
				lines: [{ price: 11_900, tax: 1_900 }],
				shipping: { price: 595, tax: 95 },
			},
			net: ['100.00 EUR'],
			totals: { shipping: '5.00 EUR', tax: '19.95 EUR', total: '124.95 EUR' },
		},
		{
			because: 'duties are fees',
			input: { lines: [{ price: 5_000 }], duties: 700 },
			net: ['50.00 EUR'],
			totals: { fees: '7.00 EUR', total: '57.00 EUR' },
		},
		{
			because: 'what the buyer saw in another currency is not read',
			input: { lines: [{ price: 5_000 }], presentment: { currency: 'USD', rate: 1.1 } },
			net: ['50.00 EUR'],
			totals: { total: '50.00 EUR' },
		},
		{
			because: 'a tip received beside the lines is a part of the total',
			input: { lines: [{ price: 5_000 }], tip: 300 },
			net: ['50.00 EUR'],
			totals: { tip: '3.00 EUR', total: '53.00 EUR' },
		},
	];

	it.each(cases)('$because', ({ input, net, discount, totals }) => {
		const order = read(input);
		expect(order.lines.map((line) => formatMoney(line.net))).toEqual(net);
		if (discount !== undefined) {
			expect(order.lines.map((line) => formatMoney(line.discount))).toEqual(discount);
		}
		for (const [name, amount] of Object.entries(totals ?? {})) {
			expect([name, formatMoney(order.totals[name as keyof Order['totals']])]).toEqual([
				name,
				amount,
			]);
		}
		expect(sumOfParts(order.totals)).toBe(order.totals.total.amountMinor);
	});

	it('marks a tip line, and does not count its tip a second time', () => {
		const order = read({
			lines: [{ price: 5_000 }, { price: 300, tip: true }],
			overrides: { total_tip_received: '3.00' },
		});
		expect(order.lines.map(({ isTip }) => isTip)).toEqual([false, true]);
		expect(formatMoney(order.totals.tip)).toBe('0.00 EUR');
		expect(sumOfParts(order.totals)).toBe(order.totals.total.amountMinor);
	});

	it('marks gift cards', () => {
		const order = read({ lines: [{ price: 5_000, giftCard: true }] });
		expect(order.lines[0]?.isGiftCard).toBe(true);
	});

	it('takes the total discount of a line only where nothing is allocated', () => {
		const body = shopifyOrderBody({ lines: [{ price: 5_000 }] });
		const [line] = body.line_items as Array<Record<string, unknown>>;
		body.line_items = [{ ...line, total_discount: '5.00' }];
		expect(formatMoney(shopifyOrder(body, SHOP).lines[0]?.net as Money)).toBe('45.00 EUR');
		body.line_items = [
			{ ...line, total_discount: '5.00', discount_allocations: [{ amount: '5.00' }] },
		];
		expect(formatMoney(shopifyOrder(body, SHOP).lines[0]?.net as Money)).toBe('45.00 EUR');
	});

	it('reads the plain amount when a set is in another currency', () => {
		const body = shopifyOrderBody();
		body.total_price_set = { shop_money: { amount: '1.00', currency_code: 'USD' } };
		expect(formatMoney(shopifyOrder(body, SHOP).totals.total)).toBe('100.00 EUR');
	});
});

describe('amounts of any Shopify order', () => {
	const lineArbitrary = fc
		.record({
			price: fc.integer({ min: 0, max: 50_000 }),
			quantity: fc.integer({ min: 1, max: 5 }),
			discountPercent: fc.integer({ min: 0, max: 100 }),
			taxPercent: fc.integer({ min: 0, max: 25 }),
		})
		.map(({ price, quantity, discountPercent, taxPercent }) => {
			const listed = price * quantity;
			const discount = Math.floor((listed * discountPercent) / 100);
			const paid = listed - discount;
			return {
				price,
				quantity,
				discount,
				tax: Math.floor((paid * taxPercent) / (100 + taxPercent)),
			};
		});

	it('add up: parts to the total, gross less discount to net, lines to items', () => {
		fc.assert(
			fc.property(
				fc.array(lineArbitrary, { minLength: 1, maxLength: 6 }),
				fc.boolean(),
				fc.integer({ min: 0, max: 2_000 }),
				(lines, taxesIncluded, shipping) => {
					const order = read({ lines, taxesIncluded, shipping: { price: shipping } });
					expect(sumOfParts(order.totals)).toBe(order.totals.total.amountMinor);
					for (const line of order.lines) {
						expect(line.gross.amountMinor - line.discount.amountMinor).toBe(line.net.amountMinor);
						expect(line.net.amountMinor).toBeGreaterThanOrEqual(0n);
						expect(line.discount.amountMinor).toBeGreaterThanOrEqual(0n);
					}
				},
			),
			{ numRuns: 100 },
		);
	});

	it('survive the way through JSON and back', () => {
		fc.assert(
			fc.property(fc.array(lineArbitrary, { minLength: 1, maxLength: 4 }), (lines) => {
				const order = read({ lines });
				const json: unknown = JSON.parse(JSON.stringify(toJson(order)));
				expect(orderSchema.parse(json)).toEqual(order);
			}),
			{ numRuns: 50 },
		);
	});
});

describe('coupons of a Shopify order', () => {
	const code = (name: string) => ({ type: 'discount_code', code: name });

	it.each([
		{
			because: 'an entered code counts with the amount the store names',
			applications: [code('ANNA10')],
			codes: [{ code: 'ANNA10', amount: '10.00', type: 'percentage' }],
			coupons: [['ANNA10', '10.00']],
		},
		{
			because: 'the title of a manual discount on a draft order is no coupon',
			applications: [{ type: 'manual', title: 'ANNA10' }],
			codes: [{ code: 'ANNA10', amount: '10.00', type: 'percentage' }],
			coupons: [],
		},
		{
			because: 'an automatic discount is no coupon',
			applications: [{ type: 'automatic', title: 'Autumn sale' }],
			codes: [],
			coupons: [],
		},
		{
			because: 'a code without a named amount gets what was allocated to it',
			applications: [code('ANNA10')],
			codes: [],
			coupons: [['ANNA10', '5.00']],
		},
		{
			because: 'one code that is applied twice is one coupon',
			applications: [code('ANNA10'), code('anna10')],
			codes: [{ code: 'ANNA10', amount: '10.00' }],
			coupons: [['ANNA10', '10.00']],
		},
	])('$because', ({ applications, codes, coupons }) => {
		const order = read({
			lines: [{ price: 10_000, discount: 500 }],
			overrides: { discount_applications: applications, discount_codes: codes },
		});
		expect(order.coupons.map((coupon) => [coupon.code, formatAmount(coupon.amount)])).toEqual(
			coupons,
		);
	});
});

describe('the status of a Shopify order', () => {
	it.each([
		['pending', null, 'pending', false],
		['authorized', null, 'pending', false],
		['partially_paid', null, 'pending', false],
		['paid', null, 'paid', true],
		['partially_refunded', null, 'partially_refunded', true],
		['refunded', null, 'refunded', true],
		['voided', null, 'voided', false],
		['expired', null, 'voided', false],
		['refunded', '2026-11-03T10:00:00Z', 'cancelled', true],
		['a_status_of_tomorrow', null, 'pending', false],
	])('%s, cancelled at %s, is %s', (financialStatus, cancelledAt, status, isPaid) => {
		const order = read({
			overrides: { financial_status: financialStatus, cancelled_at: cancelledAt },
		});
		expect(order.status).toBe(status);
		expect(order.paidAt !== null).toBe(isPaid);
	});
});

describe('the customer of a Shopify order', () => {
	it('is named by the order with a normalised e-mail address', () => {
		expect(read().customer).toEqual({
			customerId: '7001',
			email: 'buyer@example.com',
			phone: '+49 30 000000',
			firstName: 'Kim',
			lastName: 'Sample',
			country: 'DE',
			ordersBefore: null,
			acceptsMarketing: false,
		});
	});

	it('is unknown, not wrong, when the store redacts it', () => {
		const order = read({
			overrides: {
				customer: null,
				email: '',
				billing_address: null,
				buyer_accepts_marketing: null,
				browser_ip: null,
				client_details: null,
			},
		});
		expect(Object.values(order.customer).every((value) => value === null)).toBe(true);
	});

	it.each([
		[{ orders_count: 3 }, 2],
		[{ orders_count: 0 }, 0],
		[{}, null],
	])('%j has %s orders before this one', (customer, ordersBefore) => {
		const order = read({ overrides: { customer } });
		expect(order.customer.ordersBefore).toBe(ordersBefore);
	});

	it.each([
		['subscribed', true],
		['unsubscribed', false],
		['pending', false],
	])('with consent %s accepts marketing: %s', (state, accepts) => {
		const customer = { accepts_marketing: true, email_marketing_consent: { state } };
		expect(read({ overrides: { customer } }).customer.acceptsMarketing).toBe(accepts);
	});
});

describe('the tracking of a Shopify order', () => {
	it('makes the landing page absolute and keeps what tells who sent the buyer', () => {
		expect(read().tracking).toEqual({
			visits: [],
			landingUrl:
				'https://demo.myshopify.com/products/mug?ref=anna&utm_source=newsletter&utm_campaign=autumn',
			referrer: 'https://blog.example.com/review',
			attributes: { affiliate_click_id: 'clk_01', landing_site_ref: 'anna' },
			utm: { source: 'newsletter', campaign: 'autumn' },
			clientIp: '203.0.113.0',
			userAgent: 'Mozilla/5.0 (X11)',
			channel: 'web',
		});
	});

	it.each([
		['http://www.example.com?source=abc', 'http://www.example.com/?source=abc'],
		['/cart', 'https://demo.myshopify.com/cart'],
		['javascript:alert(1)', null],
		['', null],
		[{ odd: true }, null],
	])('a landing page %j is %s', (landing, url) => {
		expect(read({ overrides: { landing_site: landing } }).tracking.landingUrl).toBe(url);
	});
});

describe('what Shopify leaves out or sends oddly', () => {
	it('costs the order nothing as long as its money is readable', () => {
		const minimal = {
			id: 1,
			created_at: '2026-11-02T10:00:00Z',
			currency: 'EUR',
			line_items: [{ id: 2, quantity: 1, price: '10.00' }],
			total_price: '10.00',
			note_attributes: 'none',
			tags: 7,
		};
		const order = shopifyOrder(minimal, SHOP);
		expect(formatMoney(order.totals.total)).toBe('10.00 EUR');
		expect(order.status).toBe('pending');
		expect(orderSchema.safeParse(toJson(order)).success).toBe(true);
	});

	it.each([
		['line_items', 'a field filter left the lines out'],
		['currency', 'amounts without a currency mean nothing'],
		['created_at', 'attribution windows need the time'],
	])('refuses an order without %s, because %s', (field) => {
		const body = shopifyOrderBody();
		delete body[field];
		expect(() => shopifyOrder(body, SHOP)).toThrow(`order.${field}`);
	});

	it('keeps the digits of an id above 2^53 that its global id still has', () => {
		const id = 820982911946154508;
		const body = shopifyOrderBody({ id });
		body.admin_graphql_api_id = 'gid://shopify/Order/820982911946154508';
		expect(shopifyOrder(body, SHOP).orderId).toBe('820982911946154508');
		expect(shopifyOrder(body, SHOP).isTest).toBe(true);
	});
});
