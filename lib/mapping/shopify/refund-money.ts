import { AffiliateError, money, sumMoney, zeroMoney, type Money } from '../../kernel';
import type { ShopifyMoneySet, ShopifyRefund } from './schema';
import { shopAmount, shopAmountOrZero, sumShopAmounts } from './shop-amount';

/**
 * The shop's currency. A refund does not name it, so it is read from any of its amount sets;
 * without sets (old payloads) the transactions' currency is the shop's.
 */
export function refundCurrency(refund: ShopifyRefund): string {
	const sets: ShopifyMoneySet[] = [
		...refund.refund_line_items.flatMap((item) => [item.subtotal_set, item.line_item?.price_set]),
		...refund.refund_shipping_lines.map((line) => line.subtotal_amount_set),
		...refund.order_adjustments.map((adjustment) => adjustment.amount_set),
		...refund.transactions.map((transaction) => transaction.amount_set),
	];
	const currency =
		sets.find((set) => set?.shop_money)?.shop_money?.currency_code ??
		refund.transactions.find((transaction) => transaction.currency !== null)?.currency;
	if (currency !== undefined && currency !== null) return currency;
	throw new AffiliateError('The refund names no currency', {
		code: 'missing_currency',
		path: 'refund.transactions',
		hint: 'Let the webhook send the whole refund, without a field filter.',
	});
}

/**
 * Money given back: refunds that succeeded, or that are on their way when none has yet. Null when
 * a refund is in the buyer's currency only, or there is no transaction at all.
 */
export function movedMoney(refund: ShopifyRefund, currency: string): Money | null {
	const refunds = refund.transactions.filter(({ kind }) => kind === 'refund');
	const succeeded = refunds.filter(({ status }) => status === 'success');
	const counted =
		succeeded.length > 0 ? succeeded : refunds.filter(({ status }) => status === 'pending');
	if (counted.length === 0) return null;
	const amounts = counted.map((transaction) => {
		const isForeign = transaction.currency !== null && transaction.currency !== currency;
		return shopAmount(
			{ set: transaction.amount_set, plain: isForeign ? null : transaction.amount },
			currency,
		);
	});
	if (amounts.some((amount) => amount === null)) return null;
	return sumMoney(
		amounts.flatMap((amount) => (amount === null ? [] : [amount])),
		currency,
	);
}

/**
 * Shipping given back. Since API version 2024-10 it stands in `refund_shipping_lines`; before, in
 * negative order adjustments. Payloads with both repeat the same amount.
 */
export function refundedShipping(
	refund: ShopifyRefund,
	currency: string,
): { shipping: Money; shippingTax: Money } {
	if (refund.refund_shipping_lines.length > 0) {
		const lines = refund.refund_shipping_lines;
		return {
			shipping: sumShopAmounts(
				lines.map(({ subtotal_amount_set }) => ({ set: subtotal_amount_set })),
				currency,
			),
			shippingTax: sumShopAmounts(
				lines.map(({ tax_amount_set }) => ({ set: tax_amount_set })),
				currency,
			),
		};
	}
	const adjustments = refund.order_adjustments.filter(({ kind }) => kind === 'shipping_refund');
	return adjustments.reduce(
		(sums, { amount, amount_set, tax_amount, tax_amount_set }) => ({
			shipping: addAbsolute(sums.shipping, { set: amount_set, plain: amount }, currency),
			shippingTax: addAbsolute(
				sums.shippingTax,
				{ set: tax_amount_set, plain: tax_amount },
				currency,
			),
		}),
		{ shipping: zeroMoney(currency), shippingTax: zeroMoney(currency) },
	);
}

function addAbsolute(
	sum: Money,
	amount: Parameters<typeof shopAmountOrZero>[0],
	currency: string,
): Money {
	const { amountMinor } = shopAmountOrZero(amount, currency);
	return money(sum.amountMinor + (amountMinor < 0n ? -amountMinor : amountMinor), currency);
}
