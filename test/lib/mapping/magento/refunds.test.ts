import fc from 'fast-check';
import { formatMoney } from '../../../../lib/kernel';
import { magentoOrder, magentoRefunds } from '../../../../lib/mapping/magento';
import { toJson } from '../../../../lib/model/json';
import { refundSchema, type Refund } from '../../../../lib/model/refund';
import { creditMemoBody, magentoOrderBody, ROW_ID, type MagentoMemoInput } from './payloads';

const SHOP = 'shop.example.com';

const ORDER = magentoOrderBody({
	rows: [
		{ gross: 10_000, discount: 1_000, tax: 1_710, quantity: 2 },
		{ gross: 5_000, tax: 950, kind: 'configurable' },
		{ gross: 8_000, discount: 800, tax: 1_368, kind: 'bundle' },
	],
	shipping: 800,
});

const refunds = (input: MagentoMemoInput): Refund[] =>
	magentoRefunds(creditMemoBody(input), ORDER, SHOP);

const lineTexts = ({ lines }: Refund) =>
	lines?.map(({ lineId, quantity, net, tax }) => [
		lineId,
		quantity,
		formatMoney(net),
		formatMoney(tax),
	]);

describe('a Magento credit memo', () => {
	it('is a refund of lines in the base currency', () => {
		const [refund, ...more] = refunds({
			rows: [{ rowId: ROW_ID, quantity: 1, gross: 5_000, discount: 500, tax: 855 }],
		});
		expect(more).toEqual([]);
		expect(refund).toMatchObject({
			platform: 'magento',
			storeKey: SHOP,
			refundId: '41',
			orderId: '7',
			kind: 'refund',
			currency: 'EUR',
			createdAt: '2026-11-10T08:30:00.000Z',
			reason: null,
		});
		expect(refund && lineTexts(refund)).toEqual([['300', 1, '45.00 EUR', '8.55 EUR']]);
		expect(refund && formatMoney(refund.total)).toBe('53.55 EUR');
		expect(refund && refundSchema.parse(toJson(refund))).toEqual(refund);
	});

	it('belongs to the order that it names, under the id that the order has', () => {
		const [refund] = refunds({ shipping: 800 });
		expect(refund?.orderId).toBe(magentoOrder(ORDER, SHOP).orderId);
	});

	it('counts a configurable product once, though its child is there too', () => {
		const [refund] = refunds({
			rows: [
				{ rowId: ROW_ID + 10, quantity: 1, gross: 5_000, tax: 950 },
				{ rowId: ROW_ID + 11, quantity: 1, gross: 0 },
			],
		});
		expect(refund && lineTexts(refund)).toEqual([['310', 1, '50.00 EUR', '9.50 EUR']]);
	});

	it('puts the parts of a bundle on the line of the bundle', () => {
		const [refund] = refunds({
			rows: [
				{ rowId: ROW_ID + 20, quantity: 1, gross: 0 },
				{ rowId: ROW_ID + 21, quantity: 1, gross: 4_000, discount: 400, tax: 684 },
				{ rowId: ROW_ID + 22, quantity: 1, gross: 4_000, discount: 400, tax: 684 },
			],
		});
		expect(refund && lineTexts(refund)).toEqual([['320', 1, '72.00 EUR', '13.68 EUR']]);
	});

	it('gives back shipping less the discount that it had, without its tax', () => {
		const [refund] = refunds({
			rows: [{ rowId: ROW_ID, quantity: 1, gross: 5_000, discount: 500, tax: 855 }],
			shipping: 800,
			shippingDiscount: 300,
			shippingTax: 95,
		});
		expect(refund && formatMoney(refund.shipping)).toBe('5.00 EUR');
		expect(refund && lineTexts(refund)).toEqual([['300', 1, '45.00 EUR', '8.55 EUR']]);
		expect(refund && formatMoney(refund.total)).toBe('59.50 EUR');
	});

	it('is an amount without lines when only an adjustment was given', () => {
		const [refund, ...more] = refunds({ adjustmentRefund: 1_500 });
		expect(more).toEqual([]);
		expect(refund).toMatchObject({ refundId: '41', lines: null });
		expect(refund && formatMoney(refund.total)).toBe('15.00 EUR');
	});

	it('is two refunds when an adjustment came on top of lines', () => {
		const [goods, adjustment] = refunds({
			rows: [{ rowId: ROW_ID, quantity: 1, gross: 5_000 }],
			adjustmentRefund: 700,
		});
		expect(goods).toMatchObject({ refundId: '41' });
		expect(goods && formatMoney(goods.total)).toBe('50.00 EUR');
		expect(adjustment).toMatchObject({ refundId: '41-adjustment', lines: null });
		expect(adjustment && formatMoney(adjustment.total)).toBe('7.00 EUR');
	});

	it('gives back less money but all of the goods when a fee was kept', () => {
		const [refund] = refunds({
			rows: [{ rowId: ROW_ID, quantity: 1, gross: 5_000 }],
			adjustmentFee: 700,
		});
		expect(refund && lineTexts(refund)).toEqual([['300', 1, '50.00 EUR', '0.00 EUR']]);
		expect(refund && formatMoney(refund.total)).toBe('43.00 EUR');
	});

	it('gives back what was paid with gift cards too', () => {
		const [refund] = refunds({
			rows: [{ rowId: ROW_ID, quantity: 1, gross: 5_000 }],
			overrides: { base_grand_total: 30, extension_attributes: { base_gift_cards_amount: 20 } },
		});
		expect(refund && formatMoney(refund.total)).toBe('50.00 EUR');
	});

	it.each([
		['is open', 1],
		['was cancelled', 3],
	])('is nothing while it %s', (_name, state) => {
		const rows = [{ rowId: ROW_ID, quantity: 1, gross: 5_000 }];
		expect(refunds({ rows, overrides: { state } })).toEqual([]);
	});

	it('is one content, whatever is commented on it later', () => {
		const rows = [{ rowId: ROW_ID, quantity: 1, gross: 5_000 }];
		const later = { comments: [{ comment: 'sorry' }], updated_at: '2026-12-01 00:00:00' };
		expect(refunds({ rows, overrides: later })).toEqual(refunds({ rows }));
	});

	it('is refused beside another order, or with rows that its order does not have', () => {
		expect(() => refunds({ orderId: 8 })).toThrow(
			expect.objectContaining({ code: 'invalid_input', path: 'creditMemo.order_id' }),
		);
		expect(() => refunds({ rows: [{ rowId: 9_999, quantity: 1, gross: 1 }] })).toThrow(
			expect.objectContaining({ code: 'invalid_input', path: 'creditMemo.items' }),
		);
	});
});

describe('laws of Magento credit memos', () => {
	const row = fc.record({
		quantity: fc.integer({ min: 1, max: 5 }),
		gross: fc.integer({ min: 1, max: 100_000 }),
		tax: fc.integer({ min: 0, max: 20_000 }),
	});
	const memo = fc.record({
		rows: fc.array(row, { maxLength: 5 }),
		shipping: fc.integer({ min: 0, max: 2_000 }),
		shippingTax: fc.integer({ min: 0, max: 300 }),
		adjustmentRefund: fc.integer({ min: 0, max: 5_000 }),
	});

	it('the refunds of one come to what it gave back, each under an id of its own', () => {
		fc.assert(
			fc.property(memo, ({ rows, ...rest }) => {
				const order = magentoOrderBody({ rows });
				const body = creditMemoBody({
					...rest,
					rows: rows.map((entry, index) => ({ ...entry, rowId: ROW_ID + index * 10 })),
				});
				const result = magentoRefunds(body, order, SHOP);
				const total = result.reduce((sum, refund) => sum + refund.total.amountMinor, 0n);
				expect(Number(total)).toBe(Math.round(Number(body['base_grand_total']) * 100));
				expect(new Set(result.map(({ refundId }) => refundId)).size).toBe(result.length);
				for (const { lines, shipping } of result) {
					if (lines === null) continue;
					expect(lines.map(({ net }) => Number(net.amountMinor))).toEqual(
						rows.map(({ gross }) => gross),
					);
					expect(Number(shipping.amountMinor)).toBe(rest.shipping);
				}
			}),
		);
	});
});
