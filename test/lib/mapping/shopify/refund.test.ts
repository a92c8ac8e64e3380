import { formatAmount, formatMoney } from '../../../../lib/kernel';
import { toJson } from '../../../../lib/model/json';
import { refundSchema } from '../../../../lib/model/refund';
import { shopifyRefund } from '../../../../lib/mapping/shopify';
import {
	amountText,
	shopifyRefundBody,
	type ShopifyRefundInput,
} from '../../../support/shopify-payloads';

const SHOP = 'demo.myshopify.com';

function read(input: ShopifyRefundInput = {}) {
	return shopifyRefund(shopifyRefundBody(input), SHOP).refund;
}

function moved(minor: number, extra: Record<string, unknown> = {}) {
	return {
		kind: 'refund',
		status: 'success',
		currency: 'EUR',
		amount: amountText(minor),
		...extra,
	};
}

function shippingSet(minor: number) {
	return { shop_money: { amount: amountText(minor), currency_code: 'EUR' } };
}

describe('the money of a Shopify refund', () => {
	const cases: ReadonlyArray<{
		because: string;
		input: ShopifyRefundInput;
		net: readonly string[] | null;
		shipping?: string;
		total: string;
	}> = [
		{
			because: 'a line goes back at its subtotal, tax beside it',
			input: { lines: [{ subtotal: 5_000, tax: 950 }] },
			net: ['50.00'],
			total: '59.50',
		},
		{
			because: 'subtotals hold the tax when the money that moved is their sum',
			input: { lines: [{ subtotal: 5_950, tax: 950 }], transactions: [moved(5_950)] },
			net: ['50.00'],
			total: '59.50',
		},
		{
			because: 'the tax rate of the line tells it when less money moved',
			input: {
				lines: [
					{
						subtotal: 5_950,
						tax: 950,
						lineItem: {
							id: 9_000,
							quantity: 1,
							price: '59.50',
							tax_lines: [{ price: '9.50', rate: 0.19 }],
						},
					},
				],
				transactions: [moved(5_000)],
			},
			net: ['50.00'],
			total: '50.00',
		},
		{
			because: 'without any hint the subtotal is taken as before tax',
			input: { lines: [{ subtotal: 5_950, tax: 950 }], transactions: [moved(4_000)] },
			net: ['59.50'],
			total: '40.00',
		},
		{
			because: 'an amount without goods names no lines',
			input: { lines: [], transactions: [moved(2_000)] },
			net: null,
			total: '20.00',
		},
		{
			because: 'shipping alone takes back no goods',
			input: {
				lines: [],
				transactions: [moved(595)],
				overrides: {
					refund_shipping_lines: [
						{ subtotal_amount_set: shippingSet(500), tax_amount_set: shippingSet(95) },
					],
				},
			},
			net: [],
			shipping: '5.00',
			total: '5.95',
		},
		{
			because: 'older payloads refund shipping as a negative adjustment',
			input: {
				transactions: [moved(5_500)],
				overrides: { order_adjustments: [{ kind: 'shipping_refund', amount: '-5.00' }] },
			},
			net: ['50.00'],
			shipping: '5.00',
			total: '55.00',
		},
		{
			because: 'shipping that is told in both ways counts once',
			input: {
				transactions: [moved(5_500)],
				overrides: {
					refund_shipping_lines: [{ subtotal_amount_set: shippingSet(500) }],
					order_adjustments: [{ kind: 'shipping_refund', amount: '-5.00' }],
				},
			},
			net: ['50.00'],
			shipping: '5.00',
			total: '55.00',
		},
		{
			because: 'a refund that did not go through moved nothing beside one that did',
			input: { transactions: [moved(5_000), moved(5_000, { status: 'failure' })] },
			net: ['50.00'],
			total: '50.00',
		},
		{
			because: 'a refund on its way counts while none has arrived',
			input: { lines: [], transactions: [moved(2_000, { status: 'pending' })] },
			net: null,
			total: '20.00',
		},
		{
			because: 'money in the currency of the buyer is not taken for money of the shop',
			input: { transactions: [moved(5_600, { currency: 'USD' })] },
			net: ['50.00'],
			total: '50.00',
		},
		{
			because: 'goods that go back without money are lines without a transaction',
			input: { transactions: [] },
			net: ['50.00'],
			total: '50.00',
		},
	];

	it.each(cases)('$because', ({ input, net, shipping = '0.00', total }) => {
		const refund = read(input);
		expect(refund.lines?.map((line) => formatAmount(line.net)) ?? null).toEqual(net);
		expect(formatAmount(refund.shipping)).toBe(shipping);
		expect(formatAmount(refund.total)).toBe(total);
		expect(refundSchema.parse(toJson(refund))).toEqual(refund);
	});

	it('falls back to price times quantity for payloads without subtotals', () => {
		const { refund } = shopifyRefund(
			{
				id: 1,
				order_id: 2,
				created_at: '2016-06-20T13:35:06-04:00',
				refund_line_items: [
					{
						line_item_id: 3,
						quantity: 2,
						line_item: { id: 3, quantity: 4, price: '10.00', tax_lines: [{ price: '4.00' }] },
					},
				],
				transactions: [{ kind: 'refund', status: 'success', amount: '22.00', currency: 'USD' }],
			},
			SHOP,
		);
		expect(refund.lines?.map(({ net, tax }) => [formatMoney(net), formatMoney(tax)])).toEqual([
			['20.00 USD', '2.00 USD'],
		]);
	});
});

describe('a Shopify refund', () => {
	it('names its order, its reason and its time', () => {
		expect(read()).toMatchObject({
			refundId: '800001',
			orderId: '5000000000001',
			reason: 'wrong size',
			createdAt: '2026-11-05T08:00:00.000Z',
			kind: 'refund',
		});
	});

	it('is a test when all its transactions are', () => {
		const isTest = (transactions: Array<Record<string, unknown>>) =>
			shopifyRefund(shopifyRefundBody({ transactions }), SHOP).isTest;
		expect(isTest([moved(100, { test: true })])).toBe(true);
		expect(isTest([moved(100, { test: true }), moved(100)])).toBe(false);
		expect(isTest([])).toBe(false);
	});

	it('without any currency is refused', () => {
		const body = shopifyRefundBody({ lines: [], transactions: [] });
		expect(() => shopifyRefund(body, SHOP)).toThrow('The refund names no currency');
	});
});
