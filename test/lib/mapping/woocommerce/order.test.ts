import fc from 'fast-check';
import { formatAmount, formatMoney } from '../../../../lib/kernel';
import { toJson } from '../../../../lib/model/json';
import { parseModel } from '../../../../lib/model/parse';
import { orderSchema, type Order } from '../../../../lib/model/order';
import { wooOrder } from '../../../../lib/mapping/woocommerce/order';
import { wooOrderSchema } from '../../../../lib/mapping/woocommerce/schema';
import { wooOrderBody, type WooOrderInput } from '../../../support/woo-payloads';

const SITE = 'shop.example.com';

function read(input: WooOrderInput = {}, extraMetaKeys: readonly string[] = []): Order {
	const source = parseModel(wooOrderSchema, wooOrderBody(input), 'order');
	return wooOrder(source, SITE, extraMetaKeys);
}

describe('the money of a WooCommerce order', () => {
	it.each([
		{
			because: 'lines are before tax although prices are entered with tax',
			input: { lines: [{ subtotal: 10_000, tax: 1_900 }] },
			net: ['100.00'],
			discount: ['0.00'],
			totals: { items: '100.00', tax: '19.00', total: '119.00' },
		},
		{
			because: 'coupons are the difference of subtotal and total',
			input: { lines: [{ subtotal: 10_000, total: 9_000, tax: 1_710 }] },
			net: ['90.00'],
			discount: ['10.00'],
			totals: { items: '100.00', discount: '10.00', total: '107.10' },
		},
		{
			because: 'a total that was raised by hand is no negative discount',
			input: { lines: [{ subtotal: 10_000, total: 12_000 }] },
			net: ['120.00'],
			discount: ['0.00'],
			totals: { items: '120.00', total: '120.00' },
		},
		{
			because: 'shipping and fees stand beside the goods',
			input: { lines: [{ subtotal: 1_000 }], shipping: 490, shippingTax: 93, fees: [250, -50] },
			net: ['10.00'],
			discount: ['0.00'],
			totals: { shipping: '4.90', fees: '2.00', tax: '0.93', total: '17.83' },
		},
	])('$because', ({ input, net, discount, totals }) => {
		const order = read(input);
		expect(order.lines.map((line) => formatAmount(line.net))).toEqual(net);
		expect(order.lines.map((line) => formatAmount(line.discount))).toEqual(discount);
		for (const [name, amount] of Object.entries(totals)) {
			expect([name, formatAmount(order.totals[name as keyof Order['totals']])]).toEqual([
				name,
				amount,
			]);
		}
	});

	it('adds up for any order', () => {
		const line = fc
			.tuple(fc.nat(90_000), fc.nat(100), fc.nat(20))
			.map(([subtotal, percent, taxPercent]) => {
				const total = subtotal - Math.floor((subtotal * percent) / 100);
				return { subtotal, total, tax: Math.floor((total * taxPercent) / 100) };
			});
		fc.assert(
			fc.property(
				fc.array(line, { minLength: 1, maxLength: 6 }),
				fc.nat(5_000),
				(lines, shipping) => {
					const { totals, lines: read_ } = read({ lines, shipping });
					expect(
						totals.items.amountMinor -
							totals.discount.amountMinor +
							totals.shipping.amountMinor +
							totals.tax.amountMinor +
							totals.fees.amountMinor,
					).toBe(totals.total.amountMinor);
					for (const { gross, discount, net } of read_) {
						expect(gross.amountMinor - discount.amountMinor).toBe(net.amountMinor);
					}
				},
			),
			{ numRuns: 100 },
		);
	});

	it('rounds a store that shows more decimals than its currency has', () => {
		const order = read({
			overrides: {
				line_items: [{ id: 1, quantity: 3, subtotal: '33.3350', total: '33.3350', total_tax: '' }],
			},
		});
		expect(formatMoney(order.lines[0]?.net ?? order.totals.tip)).toBe('33.34 EUR');
	});
});

describe('the status of a WooCommerce order', () => {
	const PAID = '2026-11-02T10:00:03';

	it.each([
		['pending', null, [], 'pending', 'it waits for payment'],
		['on-hold', PAID, [], 'pending', 'on hold means the money is not certain'],
		['processing', PAID, [], 'paid', 'it was paid'],
		['processing', null, [], 'pending', 'cash on delivery has no date of payment'],
		['completed', PAID, [], 'paid', 'it was paid and sent'],
		['shipped', PAID, [], 'paid', 'statuses of plugins go by the date of payment'],
		['completed', PAID, [{ id: 1, total: 10 }], 'partially_refunded', 'a part went back'],
		['completed', PAID, [{ id: 1, total: 10_000 }], 'refunded', 'all of it went back'],
		['refunded', PAID, [{ id: 1, total: 10_000 }], 'refunded', 'the store says so'],
		['cancelled', PAID, [], 'cancelled', 'the store says so'],
		['failed', null, [], 'voided', 'no money came'],
		['trash', PAID, [], 'voided', 'it was thrown away'],
	])(
		'%s paid %s with refunds %j is %s, because %s',
		(status, paid, refunds, expected, _because) => {
			const order = read({ refunds, overrides: { status, date_paid_gmt: paid } });
			expect(order.status).toBe(expected);
		},
	);
});

describe('a WooCommerce order', () => {
	it('reads the dates in UTC, names, codes and customer', () => {
		const order = read({
			overrides: { coupon_lines: [{ id: 1, code: 'tom&amp;anna', discount: '5.00' }] },
		});
		expect(order).toMatchObject({
			orderId: '501',
			createdAt: '2026-11-02T10:00:00.000Z',
			paidAt: '2026-11-02T10:00:03.000Z',
			updatedAt: '2026-11-02T10:00:05.000Z',
			customer: { customerId: '12', email: 'buyer@example.com', phone: null, country: 'DE' },
		});
		expect(order.coupons.map(({ code }) => code)).toEqual(['tom&anna']);
		expect(order.lines[0]).toMatchObject({ title: 'Thing & co 0', variantId: null });
		expect(orderSchema.parse(toJson(order))).toEqual(order);
	});

	it('of a guest has no customer id', () => {
		expect(read({ overrides: { customer_id: 0 } }).customer.customerId).toBeNull();
	});

	it('takes landing page, utm and referrer from order attribution', () => {
		const { tracking } = read({
			meta: {
				_wc_order_attribution_session_entry:
					'https://shop.example.com/mug/?ref=anna&utm_source=mail&utm_term=cup',
				_wc_order_attribution_utm_source: 'newsletter',
				_wc_order_attribution_utm_medium: '(none)',
				_wc_order_attribution_referrer: 'https://blog.example.com/',
				_wc_order_attribution_user_agent: 'Mozilla/5.0 (Session)',
			},
		});
		expect(tracking).toEqual({
			landingUrl: 'https://shop.example.com/mug/?ref=anna&utm_source=mail&utm_term=cup',
			visits: [],
			referrer: 'https://blog.example.com/',
			attributes: {},
			utm: { source: 'newsletter', term: 'cup' },
			clientIp: '203.0.113.0',
			userAgent: 'Mozilla/5.0 (Session)',
			channel: 'checkout',
		});
	});

	it('keeps text meta, and internal meta only when it is asked for', () => {
		const meta = {
			affiliate_click_id: 'clk_01',
			_affiliate_id: 'anna',
			_stripe_customer_id: 'cus_1',
			packages: [{ weight: 3 }],
		};
		expect(read({ meta }).tracking.attributes).toEqual({ affiliate_click_id: 'clk_01' });
		expect(read({ meta }, ['_affiliate_id']).tracking.attributes).toEqual({
			affiliate_click_id: 'clk_01',
			_affiliate_id: 'anna',
		});
	});

	it('marks the gift cards of extensions by their meta', () => {
		const order = read({
			overrides: {
				line_items: [
					{
						id: 1,
						quantity: 1,
						total: '50.00',
						meta_data: [{ key: 'wc_gc_giftcard_amount', value: '50' }],
					},
				],
			},
		});
		expect(order.lines[0]?.isGiftCard).toBe(true);
	});
});
