import { addMoney, money, subtractMoney, sumMoney, zeroMoney, type Money } from '../../kernel';
import type { Order, OrderLine } from '../../model/order';
import { absoluteAmount, amountOrZero } from './amount';
import type { MagentoOrder } from './schema';

interface PaidTotals {
	readonly totals: Order['totals'];
	/** Part of the total that was not paid with money; null when all of it was. */
	readonly storeCredit: Money | null;
}

/**
 * Totals in the base currency. What was cancelled of an order that goes on is taken off.
 *
 * Magento's grand total is what is left to pay after gift cards and the like, so `known` credit goes
 * back on top. What the total holds beyond its parts are charges of modules (product taxes, gift
 * wrapping, payment fees): `fees`. A total that is less than its parts was paid in a way that only a
 * module knows of, such as its own gift cards: that is store credit too, unless it is mere rounding.
 */
export function magentoTotals(
	order: MagentoOrder,
	lines: readonly OrderLine[],
	known: Money,
	isWholeOrder: boolean,
): PaidTotals {
	const { base_currency_code: currency } = order;
	const left = (amount: MagentoOrder['base_tax_amount'], gone: MagentoOrder['base_tax_amount']) =>
		subtractMoney(
			amountOrZero(amount, currency),
			isWholeOrder ? zeroMoney(currency) : absoluteAmount(gone, currency),
		);
	const items = sumOf(lines, ({ gross }) => gross, currency);
	const discount = sumOf(lines, ({ discount: off }) => off, currency);
	const shipping = shippingBeforeTax(order, isWholeOrder);
	const tax = left(order.base_tax_amount, order.base_tax_canceled);
	const charged = addMoney(left(order.base_grand_total, order.base_total_canceled), known);
	const parts = addMoney(subtractMoney(items, discount), addMoney(shipping, tax));
	const beyond = subtractMoney(charged, parts);
	const isUnexplainedCredit = beyond.amountMinor < -BigInt(lines.length + 1);
	const unexplained = isUnexplainedCredit
		? money(-beyond.amountMinor, currency)
		: zeroMoney(currency);
	const storeCredit = addMoney(known, unexplained);
	return {
		totals: {
			items,
			discount,
			shipping,
			tax,
			fees: addMoney(beyond, unexplained),
			tip: zeroMoney(currency),
			total: addMoney(charged, unexplained),
		},
		storeCredit: storeCredit.amountMinor === 0n ? null : storeCredit,
	};
}

/** Shipping less its discount; where prices include tax, a discount holds tax that goes back. */
function shippingBeforeTax(order: MagentoOrder, isWholeOrder: boolean): Money {
	const { base_currency_code: currency } = order;
	const cancelled = amountOrZero(order.base_shipping_canceled, currency);
	const listed = amountOrZero(order.base_shipping_amount, currency);
	// Shipping is cancelled as a whole or not at all, and its discount with it.
	if (!isWholeOrder && cancelled.amountMinor > 0n && cancelled.amountMinor >= listed.amountMinor) {
		return zeroMoney(currency);
	}
	const kept = isWholeOrder ? listed : subtractMoney(listed, cancelled);
	const discount = subtractMoney(
		absoluteAmount(order.base_shipping_discount_amount, currency),
		amountOrZero(order.base_shipping_discount_tax_compensation_amnt, currency),
	);
	return subtractMoney(kept, discount);
}

function sumOf(
	lines: readonly OrderLine[],
	pick: (line: OrderLine) => Money,
	currency: string,
): Money {
	return sumMoney(lines.map(pick), currency);
}
