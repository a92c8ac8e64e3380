import {
	addMoney,
	AffiliateError,
	money,
	parseInstant,
	subtractMoney,
	sumMoney,
	zeroMoney,
	type Money,
} from '../../kernel';
import { parseModel } from '../../model/parse';
import type { Refund } from '../../model/refund';
import { shareOf } from '../store-amount';
import { taxOf } from './line-amounts';
import { shopifyRecordId } from './record-id';
import { refundIncludesTax } from './refund-tax-mode';
import { movedMoney, refundCurrency, refundedShipping } from './refund-money';
import { shopifyRefundSchema, type ShopifyRefund } from './schema';
import { shopAmount, shopAmountOrZero } from './shop-amount';

type RefundLineItem = ShopifyRefund['refund_line_items'][number];

/**
 * A Shopify refund (body of refunds/create) in canonical form. Lines are what the store gave back
 * for goods, before tax; `total` is the money that moved. A refund of an amount without goods has
 * `lines: null`. Throws `invalid_input`; `missing_currency` when no amount names one.
 */
export function shopifyRefund(
	body: unknown,
	storeKey: string,
): { refund: Refund; isTest: boolean } {
	const source = parseModel(shopifyRefundSchema, body, 'refund');
	const isTest =
		source.transactions.length > 0 && source.transactions.every(({ test }) => test === true);
	return { refund: refundFrom(source, storeKey), isTest };
}

function refundFrom(refund: ShopifyRefund, storeKey: string): Refund {
	const currency = refundCurrency(refund);
	const items = refund.refund_line_items.map((item) => ({
		item,
		subtotal: lineSubtotal(item, currency),
		tax: lineTax(item, currency),
	}));
	const { shipping, shippingTax } = refundedShipping(refund, currency);
	const subtotal = sumMoney(
		items.map((entry) => entry.subtotal),
		currency,
	);
	const tax = sumMoney(
		items.map((entry) => entry.tax),
		currency,
	);
	const moved = movedMoney(refund, currency);
	const includesTax = refundIncludesTax(refund, { subtotal, tax, shipping, shippingTax, moved });
	const goods = includesTax ? subtotal : addMoney(subtotal, tax);
	const shippingGross = addMoney(shipping, shippingTax);
	const total = moved ?? addMoney(goods, shippingGross);
	const lines = items.map((entry) => ({
		lineId: requiredLineId(entry.item),
		quantity: entry.item.quantity,
		net: includesTax ? subtractMoney(entry.subtotal, entry.tax) : entry.subtotal,
		tax: entry.tax,
	}));
	const isAmountOnly = lines.length === 0 && total.amountMinor > shippingGross.amountMinor;
	return {
		platform: 'shopify',
		storeKey,
		refundId: shopifyRecordId(refund.id, refund.admin_graphql_api_id),
		orderId: refund.order_id,
		createdAt: createdAt(refund),
		kind: 'refund',
		reason: refund.note,
		currency,
		lines: isAmountOnly ? null : lines,
		shipping,
		total,
	};
}

/** Very old payloads have no subtotal: price times quantity stands in. */
function lineSubtotal(item: RefundLineItem, currency: string): Money {
	const subtotal = shopAmount({ set: item.subtotal_set, plain: item.subtotal }, currency);
	if (subtotal !== null) return subtotal;
	const line = item.line_item;
	const unit = shopAmountOrZero({ set: line?.price_set, plain: line?.price }, currency);
	return money(unit.amountMinor * BigInt(item.quantity), currency);
}

function lineTax(item: RefundLineItem, currency: string): Money {
	const tax = shopAmount({ set: item.total_tax_set, plain: item.total_tax }, currency);
	if (tax !== null) return tax;
	const line = item.line_item;
	if (!line) return zeroMoney(currency);
	return shareOf(taxOf(line.tax_lines, currency), BigInt(item.quantity), BigInt(line.quantity));
}

function requiredLineId(item: RefundLineItem): string {
	const lineId = item.line_item_id ?? item.line_item?.id ?? null;
	if (lineId !== null) return lineId;
	throw new AffiliateError('A refunded line does not say which order line it belongs to', {
		code: 'invalid_input',
		path: 'refund.refund_line_items',
	});
}

function createdAt(refund: ShopifyRefund): string {
	const at = refund.created_at ?? refund.processed_at;
	if (at !== null) return parseInstant(at);
	throw new AffiliateError('The refund has no date', {
		code: 'invalid_input',
		path: 'refund.created_at',
	});
}
