import { allocateMoney, money, sumMoney, type Money } from '../../kernel';
import { exactNumber, type ConversionLine, type ConversionWrite } from '../affiliate-platform';

/** An item of an order or a cancellation; `price` is of one piece, in major units. */
export interface OrderItem {
	readonly sku: string;
	readonly name?: string;
	readonly quantity: number;
	readonly price: number;
}

/** Stands for the whole order where its lines are not told. */
export const WHOLE_ORDER_SKU = 'order';

/**
 * The lines, so that they add up to what the order is worth: where they do not by themselves, such as with
 * shipping or after a refund, the amount is split over them in proportion. Without lines it is one item.
 * Throws `invalid_input` for more digits than a number in JSON keeps.
 */
export function itemsOf({
	amount,
	lines,
}: Pick<ConversionWrite, 'amount' | 'lines'>): readonly OrderItem[] {
	const weights = lines.map((line) => line.amount.amountMinor);
	const canSplit = weights.some((weight) => weight > 0n) && weights.every((weight) => weight >= 0n);
	if (!canSplit) return [wholeItem(amount)];
	const shares = allocateMoney(amount, weights);
	return lines.map((line, index) => itemOf(line, shares[index] ?? line.amount));
}

/** Whether the lines alone are what the order is worth: without tax, shipping and refunds. */
export function areGoodsAlone({
	amount,
	lines,
}: Pick<ConversionWrite, 'amount' | 'lines'>): boolean {
	const goods = sumMoney(
		lines.map((line) => line.amount),
		amount.currency,
	);
	return goods.amountMinor === amount.amountMinor;
}

export function wholeItem(amount: Money, sku: string = WHOLE_ORDER_SKU): OrderItem {
	return { sku, quantity: 1, price: exactNumber(amount, 'amount') };
}

/** As one piece where its price is no whole number of cents, so that nothing is lost. */
function itemOf({ sku, name, quantity }: ConversionLine, share: Money): OrderItem {
	const pieces = Number.isSafeInteger(quantity) && quantity > 0 ? BigInt(quantity) : 1n;
	const isExact = share.amountMinor % pieces === 0n;
	const price = isExact ? money(share.amountMinor / pieces, share.currency) : share;
	const label = sku.trim() === '' ? WHOLE_ORDER_SKU : sku;
	return {
		sku: label,
		name: name.trim() === '' ? label : name,
		quantity: isExact ? Number(pieces) : 1,
		price: exactNumber(price, 'lines'),
	};
}
