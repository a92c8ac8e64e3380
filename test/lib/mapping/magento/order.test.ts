import fc from 'fast-check';
import { formatMoney, type Money } from '../../../../lib/kernel';
import { magentoOrder, magentoStoreKey } from '../../../../lib/mapping/magento';
import { OWN_COMMENT_PREFIX as ofConnector } from '../../../../lib/connectors/magento';
import { OWN_COMMENT_PREFIX } from '../../../../lib/mapping/magento/tracking';
import { toJson } from '../../../../lib/model/json';
import { orderSchema, type Order } from '../../../../lib/model/order';
import { magentoOrderBody, type MagentoOrderInput, type MagentoRowInput } from './payloads';

const SHOP = 'shop.example.com';

const order = (input: MagentoOrderInput = {}): Order => magentoOrder(magentoOrderBody(input), SHOP);

const texts = (line: Order['lines'][number] | undefined) =>
	line === undefined
		? null
		: [line.gross, line.discount, line.net, line.tax].map((amount) => formatMoney(amount));

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

const sumOf = (amounts: readonly Money[]) =>
	amounts.reduce((total, { amountMinor }) => total + amountMinor, 0n);

describe('a Magento order', () => {
	it('is in the base currency, whatever the buyer saw', () => {
		const { currency, totals, lines, orderId, orderNumber } = order({ shipping: 500 });
		expect(currency).toBe('EUR');
		expect(formatMoney(totals.total)).toBe('105.00 EUR');
		expect(texts(lines[0])).toEqual(['100.00 EUR', '0.00 EUR', '100.00 EUR', '0.00 EUR']);
		expect([orderId, orderNumber]).toEqual(['7', '000000007']);
	});

	it('is what the model says an order is', () => {
		const read = order({ rows: [{ gross: 10_000, kind: 'configurable' }], giftCards: 500 });
		expect(orderSchema.parse(toJson(read))).toEqual(read);
	});

	it('has one line for a configurable product and its child, with the child as variant', () => {
		const { lines } = order({
			rows: [{ gross: 13_800, tax: 1_139, quantity: 2, kind: 'configurable' }],
		});
		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatchObject({
			lineId: '300',
			productId: '1300',
			variantId: '1301',
			sku: 'MAG-300',
			quantity: 2,
		});
		expect(texts(lines[0])).toEqual(['138.00 EUR', '0.00 EUR', '138.00 EUR', '11.39 EUR']);
	});

	it('takes the discount of a bundle from its parts, and nothing else twice', () => {
		const { lines, totals } = order({
			rows: [{ gross: 10_001, discount: 1_001, tax: 1_711, kind: 'bundle' }, { gross: 500 }],
		});
		expect(texts(lines[0])).toEqual(['100.01 EUR', '10.01 EUR', '90.00 EUR', '17.11 EUR']);
		expect(formatMoney(totals.fees)).toBe('0.00 EUR');
	});

	it('reads row totals that an extension wrote after the discount', () => {
		const { lines, totals } = order({
			rows: [
				{ gross: 6_900, discount: 1_380, tax: 455 },
				{ gross: 22_400, discount: 4_480, tax: 1_479 },
			],
			rowTotalsAfterDiscount: true,
		});
		expect(texts(lines[0])).toEqual(['69.00 EUR', '13.80 EUR', '55.20 EUR', '4.55 EUR']);
		expect(formatMoney(totals.total)).toBe('253.74 EUR');
		expect(formatMoney(totals.fees)).toBe('0.00 EUR');
	});

	it('takes the tax out of a discount where prices include tax', () => {
		// 119.00 with 19 % tax, 10 % off: 11.90 off, of which 1.90 is tax.
		const { lines, totals } = order({
			rows: [{ gross: 10_000, discount: 1_000, compensation: 190, tax: 1_710 }],
		});
		expect(texts(lines[0])).toEqual(['100.00 EUR', '10.00 EUR', '90.00 EUR', '17.10 EUR']);
		expect(formatMoney(totals.total)).toBe('107.10 EUR');
		expect(formatMoney(totals.fees)).toBe('0.00 EUR');
	});

	it('keeps shipping, its discount and its tax apart from the goods', () => {
		const { totals, lines } = order({
			rows: [{ gross: 10_000, discount: 1_000 }],
			shipping: 800,
			shippingDiscount: 300,
			shippingTax: 95,
		});
		expect(formatMoney(totals.shipping)).toBe('5.00 EUR');
		expect(formatMoney(totals.tax)).toBe('0.95 EUR');
		expect(formatMoney(totals.discount)).toBe('10.00 EUR');
		expect(texts(lines[0])?.[2]).toBe('90.00 EUR');
		expect(sumOfParts(totals)).toBe(totals.total.amountMinor);
	});

	it('puts gift cards back on the total and tells them as store credit', () => {
		const { totals, storeCredit } = order({ giftCards: 2_500 });
		expect(formatMoney(totals.total)).toBe('100.00 EUR');
		expect(storeCredit === null ? null : formatMoney(storeCredit)).toBe('25.00 EUR');
	});

	it('takes what a module took off the total for store credit, and what it put on for fees', () => {
		const less = order({ unnamedCredit: 700 });
		expect(less.storeCredit === null ? null : formatMoney(less.storeCredit)).toBe('7.00 EUR');
		expect(formatMoney(less.totals.total)).toBe('100.00 EUR');
		const more = order({ fees: 250 });
		expect(more.storeCredit).toBeNull();
		expect(formatMoney(more.totals.fees)).toBe('2.50 EUR');
	});

	it('marks the gift card product of Adobe Commerce', () => {
		expect(order({ rows: [{ gross: 5_000, kind: 'giftcard' }] }).lines[0]?.isGiftCard).toBe(true);
	});

	it('has the code that the buyer entered, with the discount of the order', () => {
		const { coupons } = order({
			rows: [{ gross: 10_000, discount: 1_000 }],
			overrides: { coupon_code: ' ANNA10 ' },
		});
		expect(coupons.map(({ code, amount }) => [code, formatMoney(amount)])).toEqual([
			['ANNA10', '10.00 EUR'],
		]);
		expect(order().coupons).toEqual([]);
	});

	it('tells who bought and where it goes, and has nulls where keys are absent', () => {
		const { customer, billingAddress, shippingAddress, payment } = order();
		expect(customer).toMatchObject({
			customerId: '12',
			email: 'buyer@example.com',
			country: 'DE',
			ordersBefore: null,
		});
		expect(billingAddress).toMatchObject({ line: '1 Example Street, Back yard', country: 'DE' });
		expect(shippingAddress?.country).toBe('AT');
		expect(payment?.method).toBe('checkmo');
		const bare = order({
			overrides: {
				customer_id: undefined,
				customer_email: undefined,
				customer_firstname: undefined,
				billing_address: undefined,
				payment: undefined,
				extension_attributes: undefined,
				status_histories: undefined,
				updated_at: undefined,
			},
		});
		expect(bare).toMatchObject({ billingAddress: null, shippingAddress: null, payment: null });
		expect(bare.customer).toMatchObject({ customerId: null, email: null });
		expect(bare.updatedAt).toBe('2026-11-02T10:00:00.000Z');
	});

	it('names what is wrong with a body that is no order, without repeating it', () => {
		const body = {
			...magentoOrderBody(),
			base_grand_total: undefined,
			customer_email: 'a@b.example',
		};
		expect(() => magentoOrder(body, SHOP)).toThrow(
			expect.objectContaining({ code: 'invalid_input', path: 'order.base_grand_total' }),
		);
	});
});

describe('the status of a Magento order', () => {
	const status = (overrides: Record<string, unknown>, paid = false) =>
		order({ paid, overrides }).status;

	it.each([
		['new', 'pending'],
		['pending_payment', 'pending'],
		['payment_review', 'pending'],
		['holded', 'pending'],
		['a_state_of_a_module', 'pending'],
		['canceled', 'cancelled'],
		['closed', 'refunded'],
		['complete', 'paid'],
	])('is, without payment in state %s, %s', (state, expected) => {
		expect(status({ state })).toBe(expected);
	});

	it('is not paid by processing alone: shipped on account', () => {
		expect(status({ state: 'processing' })).toBe('pending');
		expect(status({ state: 'processing' }, true)).toBe('paid');
	});

	it('waits while the merchant or the gateway decides, though the money is there', () => {
		expect(status({ state: 'holded' }, true)).toBe('pending');
		expect(status({ state: 'processing', status: 'fraud' }, true)).toBe('pending');
	});

	it('is paid when nothing was left to pay and it went on', () => {
		const free = { giftCards: 10_000, paid: false };
		expect(order({ ...free, overrides: { state: 'processing' } }).status).toBe('paid');
		expect(order({ ...free, overrides: { state: 'new' } }).status).toBe('pending');
	});

	it('follows what was refunded', () => {
		expect(status({ base_total_refunded: 20 }, true)).toBe('partially_refunded');
		expect(status({ base_total_refunded: '100.0000' }, true)).toBe('refunded');
	});

	it('was paid when its history says so, else at its last change', () => {
		const status_histories = [
			{ comment: null, status: 'complete', created_at: '2026-11-04 09:00:00' },
			{ comment: null, status: 'processing', created_at: '2026-11-03 09:00:00' },
			{ comment: null, status: 'pending', created_at: '2026-11-02 10:00:00' },
		];
		expect(order({ overrides: { status_histories } }).paidAt).toBe('2026-11-03T09:00:00.000Z');
		expect(order().paidAt).toBe('2026-11-02T10:05:00.000Z');
		expect(order({ paid: false }).paidAt).toBeNull();
	});

	it('counts what is left of an order whose rest was cancelled', () => {
		const read = order({
			rows: [{ gross: 9_000, tax: 900, quantity: 3, cancelled: 1 }],
			paid: false,
			overrides: {
				base_total_paid: 66,
				base_total_canceled: 33,
				base_tax_canceled: 3,
			},
		});
		expect(read.status).toBe('paid');
		expect(read.lines[0]?.quantity).toBe(2);
		expect(texts(read.lines[0])).toEqual(['60.00 EUR', '0.00 EUR', '60.00 EUR', '6.00 EUR']);
		expect(formatMoney(read.totals.total)).toBe('66.00 EUR');
		expect(sumOfParts(read.totals)).toBe(read.totals.total.amountMinor);
	});

	it('keeps the whole amounts of an order that was cancelled as a whole', () => {
		const read = order({
			rows: [{ gross: 9_000, quantity: 3, cancelled: 3 }],
			paid: false,
			overrides: { state: 'canceled', base_total_canceled: 90, base_subtotal_canceled: 90 },
		});
		expect(read.cancelledAt).toBe('2026-11-02T10:05:00.000Z');
		expect(formatMoney(read.totals.total)).toBe('90.00 EUR');
		expect(read.lines[0]?.quantity).toBe(3);
	});
});

describe('what a Magento order tells of where the buyer came from', () => {
	it('is the network of the browser, also behind a proxy', () => {
		expect(order().tracking.clientIp).toBe('203.0.113.0');
		const behind = { remote_ip: '10.0.0.3', x_forwarded_for: '198.51.100.9, 10.0.0.1' };
		expect(order({ overrides: behind }).tracking.clientIp).toBe('198.51.100.0');
		expect(order({ overrides: { remote_ip: undefined } }).tracking.clientIp).toBeNull();
	});

	it('holds plain extension and custom attributes, and nothing that Magento keeps for itself', () => {
		const { attributes } = order({
			giftCards: 100,
			overrides: {
				custom_attributes: [{ attribute_code: 'sub_id', value: 77 }],
			},
		}).tracking;
		expect(attributes).toEqual({ sub_id: '77' });
		const extended = order({
			overrides: { extension_attributes: { click_id: 'c1', landing_url: '/sale?utm_source=blog' } },
		}).tracking;
		expect(extended.attributes).toMatchObject({ click_id: 'c1' });
		expect(extended.landingUrl).toBe('https://shop.example.com/sale?utm_source=blog');
		expect(extended.utm).toEqual({ source: 'blog' });
	});

	it('holds comments written for machines, not what people and payment methods write', () => {
		const comment = (text: string) => ({ comment: text, status: 'processing' });
		const status_histories = [
			comment('click_id=abc-1\nutm_source: blog'),
			comment('Captured amount of $54.00 online. Transaction ID: "7"'),
			comment('Customer called: wants it in blue'),
			comment('Note: urgent'),
			comment('colour=light blue'),
			comment(`${OWN_COMMENT_PREFIX} commission=10.00`),
			comment('note=one\nand prose below'),
		];
		const { attributes, utm } = order({ overrides: { status_histories } }).tracking;
		expect(attributes).toEqual({ click_id: 'abc-1', utm_source: 'blog' });
		expect(utm).toEqual({ source: 'blog' });
	});

	it('passes over the comments that our own write-back adds', () => {
		expect(OWN_COMMENT_PREFIX).toBe(ofConnector);
	});
});

describe('laws of Magento orders', () => {
	const row = fc
		.record({
			gross: fc.integer({ min: 0, max: 1_000_000 }),
			off: fc.integer({ min: 0, max: 100 }),
			taxRate: fc.integer({ min: 0, max: 27 }),
			quantity: fc.integer({ min: 1, max: 9 }),
			kind: fc.constantFrom('simple', 'configurable', 'bundle', 'giftcard' as const),
		})
		.map(({ gross, off, taxRate, quantity, kind }): MagentoRowInput => {
			const discount = Math.floor((gross * off) / 100);
			return {
				gross,
				discount,
				tax: Math.round(((gross - discount) * taxRate) / 100),
				compensation: Math.round((discount * taxRate) / 100),
				quantity,
				kind: kind as NonNullable<MagentoRowInput['kind']>,
			};
		});
	const input = fc.record({
		rows: fc.array(row, { minLength: 1, maxLength: 6 }),
		shipping: fc.integer({ min: 0, max: 5_000 }),
		shippingTax: fc.integer({ min: 0, max: 900 }),
		fees: fc.integer({ min: 0, max: 900 }),
		giftCards: fc.integer({ min: 0, max: 900 }),
	});

	it('lines are what was sold, and the parts come to the total', () => {
		fc.assert(
			fc.property(input, (description) => {
				const { lines, totals, storeCredit } = order(description);
				expect(lines.map(({ gross }) => Number(gross.amountMinor))).toEqual(
					description.rows.map(({ gross }) => gross),
				);
				expect(lines.map(({ discount }) => Number(discount.amountMinor))).toEqual(
					description.rows.map(({ discount }) => discount),
				);
				expect(lines.map(({ tax }) => Number(tax.amountMinor))).toEqual(
					description.rows.map(({ tax }) => tax),
				);
				for (const { gross, discount, net } of lines) {
					expect(gross.amountMinor - discount.amountMinor).toBe(net.amountMinor);
				}
				expect(sumOf(lines.map(({ gross }) => gross))).toBe(totals.items.amountMinor);
				expect(sumOfParts(totals)).toBe(totals.total.amountMinor);
				expect(Number(totals.fees.amountMinor)).toBe(description.fees);
				expect(Number(storeCredit?.amountMinor ?? 0n)).toBe(description.giftCards);
			}),
		);
	});
});

describe('the key of a Magento store', () => {
	it.each([
		['https://Shop.example.com/', 'shop.example.com'],
		['https://shop.example.com/rest/all/V1', 'shop.example.com'],
		['https://example.com/shop/index.php/rest/default', 'example.com/shop'],
		['https://na1.api.commerce.adobe.com/tenant-1', 'na1.api.commerce.adobe.com/tenant-1'],
	])('of %s is %s', (address, key) => {
		expect(magentoStoreKey(address)).toBe(key);
	});
});
