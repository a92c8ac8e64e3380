import {
	addMoney,
	AffiliateError,
	subtractMoney,
	sumMoney,
	zeroMoney,
	type Money,
} from '../../kernel';
import { parseModel } from '../../model/parse';
import type { Refund } from '../../model/refund';
import { absoluteAmount, amountOrZero } from './amount';
import { rowMoney, type RowFamily } from './row-amounts';
import {
	magentoCreditMemoSchema,
	magentoOrderRowsSchema,
	type MagentoCreditMemo,
	type MagentoOrderRows,
} from './schema';
import { magentoStoreCredit } from './store-credit';
import { magentoInstant } from './time';

/** States of a credit memo; 1 is one whose money has not gone back yet, 3 a cancelled one. */
const REFUNDED = '2';

type MemoItem = MagentoCreditMemo['items'][number];

interface Family extends RowFamily {
	readonly lineId: string;
	readonly quantity: number;
}

/**
 * A credit memo as refunds, in the base currency: what went back for goods and shipping, and, as a
 * refund of its own, what was given on top of that (`adjustment refund`), which belongs to no line and
 * counts by its share of the order. A fee that was kept (`adjustment fee`) makes the total less; the goods
 * went back all the same. Empty for a memo whose money has not gone back.
 *
 * Needs the order, of which only rows are read: a memo does not say which of its rows are parts of
 * another. Comments are not read: they may be added later, and one refund has one content.
 *
 * Throws `invalid_input`, also for the memo of another order.
 */
export function magentoRefunds(memoBody: unknown, orderBody: unknown, storeKey: string): Refund[] {
	const memo = parseModel(magentoCreditMemoSchema, memoBody, 'creditMemo');
	const rows = parseModel(magentoOrderRowsSchema, orderBody, 'order');
	if (memo.order_id !== rows.entity_id) {
		throw new AffiliateError('The credit memo belongs to another order', {
			code: 'invalid_input',
			path: 'creditMemo.order_id',
			hint: "Give the order that the credit memo names in 'order_id'.",
		});
	}
	if (memo.state !== null && memo.state !== REFUNDED) return [];
	return refundsFrom(memo, rows, storeKey);
}

function refundsFrom(memo: MagentoCreditMemo, rows: MagentoOrderRows, storeKey: string): Refund[] {
	const { base_currency_code: currency } = memo;
	const extra = amountOrZero(memo.base_adjustment_positive, currency);
	const charged = addMoney(
		amountOrZero(memo.base_grand_total, currency),
		magentoStoreCredit(memo, memo.extension_attributes, currency),
	);
	const { lines, shipping } = goodsOf(memo, rows);
	const common = {
		platform: 'magento',
		storeKey,
		orderId: memo.order_id,
		createdAt: magentoInstant(memo.created_at),
		kind: 'refund',
		reason: null,
		currency,
	} as const;
	const isAmountOnly = lines.length === 0 && shipping.amountMinor === 0n;
	if (isAmountOnly) {
		const refund = { ...common, refundId: memo.entity_id, lines: null, shipping, total: charged };
		return charged.amountMinor > 0n ? [refund] : [];
	}
	const goods: Refund = {
		...common,
		refundId: memo.entity_id,
		lines,
		shipping,
		total: subtractMoney(charged, extra),
	};
	if (extra.amountMinor <= 0n) return [goods];
	const adjustment: Refund = {
		...common,
		refundId: `${memo.entity_id}-adjustment`,
		lines: null,
		shipping: zeroMoney(currency),
		total: extra,
	};
	return [goods, adjustment];
}

function goodsOf(
	memo: MagentoCreditMemo,
	rows: MagentoOrderRows,
): { lines: NonNullable<Refund['lines']>; shipping: Money } {
	const { base_currency_code: currency } = memo;
	const families = familiesOf(memo, rows);
	const told = (amount: MagentoCreditMemo['base_subtotal']) =>
		amount === null ? null : absoluteAmount(amount, currency);
	const shippingTax = amountOrZero(memo.base_shipping_tax_amount, currency);
	const tax = told(memo.base_tax_amount);
	const amounts = rowMoney(
		families,
		{
			subtotal: told(memo.base_subtotal),
			discount: told(memo.base_discount_amount),
			tax: tax === null ? null : subtractMoney(tax, shippingTax),
		},
		currency,
	);
	const lines = families.flatMap(({ lineId, quantity }, index) => {
		const { net, tax: lineTax } = amounts[index] ?? { net: null, tax: null };
		if (net === null || (quantity === 0 && net.amountMinor === 0n)) return [];
		return [{ lineId, quantity, net, tax: lineTax }];
	});
	const rowDiscount = sumMoney(
		amounts.map(({ discount }) => discount),
		currency,
	);
	return { lines, shipping: shippingOf(memo, rowDiscount, amounts.length) };
}

/**
 * Shipping that went back, before tax. A memo's discount is that of its rows and of its shipping
 * in one sum, so what the rows do not explain is the shipping's.
 */
function shippingOf(memo: MagentoCreditMemo, rowDiscount: Money, rowCount: number): Money {
	const { base_currency_code: currency } = memo;
	const listed = amountOrZero(memo.base_shipping_amount, currency);
	if (listed.amountMinor <= 0n) return zeroMoney(currency);
	const compensation = sumMoney(
		memo.items.map((item) => amountOrZero(item.base_discount_tax_compensation_amount, currency)),
		currency,
	);
	const ofShipping = subtractMoney(
		absoluteAmount(memo.base_discount_amount, currency),
		addMoney(rowDiscount, compensation),
	);
	// A cent for each row may be rounding.
	if (ofShipping.amountMinor <= BigInt(rowCount)) return listed;
	const discount = subtractMoney(
		ofShipping,
		amountOrZero(memo.base_shipping_discount_tax_compensation_amnt, currency),
	);
	const net = subtractMoney(listed, discount);
	return net.amountMinor < 0n ? zeroMoney(currency) : net;
}

/** The memo's rows, each with its parts, under the order's rows that are lines. */
function familiesOf(memo: MagentoCreditMemo, rows: MagentoOrderRows): Family[] {
	const parents = new Map(
		rows.items.map(({ item_id, parent_item_id }) => [item_id, parent_item_id ?? item_id]),
	);
	const families = new Map<string, { own: MemoItem | null; children: MemoItem[] }>();
	for (const item of memo.items) {
		const lineId = parents.get(item.order_item_id);
		if (lineId === undefined) {
			throw new AffiliateError('A row of the credit memo is not in its order', {
				code: 'invalid_input',
				path: 'creditMemo.items',
				hint: 'Read the order and its credit memo again.',
			});
		}
		const family = families.get(lineId) ?? { own: null, children: [] };
		if (lineId === item.order_item_id) family.own = item;
		else family.children.push(item);
		families.set(lineId, family);
	}
	return [...families].map(([lineId, { own, children }]) => ({
		lineId,
		quantity: own?.qty ?? 0,
		own,
		children,
	}));
}
