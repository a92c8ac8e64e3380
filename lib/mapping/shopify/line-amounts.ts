import { addMoney, money, subtractMoney, type Money } from '../../kernel';
import { shareOf } from '../store-amount';
import type { ShopifyLine } from './schema';
import { shopAmountOrZero, sumShopAmounts } from './shop-amount';

/** What the amounts of a line are read from; order lines and lines inside refunds both have it. */
export type PricedLine = Pick<
	ShopifyLine,
	| 'price'
	| 'price_set'
	| 'quantity'
	| 'total_discount'
	| 'total_discount_set'
	| 'discount_allocations'
	| 'tax_lines'
>;

/** Price times quantity as the shop writes it: with tax in a shop whose prices include tax. */
export function listedAmount(line: PricedLine, currency: string): Money {
	const unit = shopAmountOrZero({ set: line.price_set, plain: line.price }, currency);
	return money(unit.amountMinor * BigInt(line.quantity), currency);
}

/**
 * All discounts on a line. The allocations hold line discounts and the line's share of order
 * discounts; `total_discount` repeats a part of them and counts only where there are none.
 */
export function listedDiscount(line: PricedLine, currency: string): Money {
	if (line.discount_allocations.length === 0) {
		return shopAmountOrZero({ set: line.total_discount_set, plain: line.total_discount }, currency);
	}
	return sumShopAmounts(
		line.discount_allocations.map(({ amount, amount_set }) => ({ set: amount_set, plain: amount })),
		currency,
	);
}

export function taxOf(taxLines: PricedLine['tax_lines'], currency: string): Money {
	return sumShopAmounts(
		taxLines.map(({ price, price_set }) => ({ set: price_set, plain: price })),
		currency,
	);
}

/** Gross, discount and net of a line, all before tax. */
export function amountsBeforeTax(
	line: PricedLine,
	currency: string,
	taxesIncluded: boolean,
): { gross: Money; discount: Money; net: Money; tax: Money } {
	const listed = listedAmount(line, currency);
	const listedOff = listedDiscount(line, currency);
	const tax = taxOf(line.tax_lines, currency);
	const paid = subtractMoney(listed, listedOff);
	if (!taxesIncluded) return { gross: listed, discount: listedOff, net: paid, tax };
	// The discount held the same share of tax as what was paid; net is exact, the split is rounded.
	const net = subtractMoney(paid, tax);
	const discount =
		paid.amountMinor === 0n ? listedOff : shareOf(listedOff, net.amountMinor, paid.amountMinor);
	return { gross: addMoney(net, discount), discount, net, tax };
}
