import { addMoney, rateFromDecimal, sumMoney, type Money } from '../../kernel';
import { listedAmount, listedDiscount, taxOf } from './line-amounts';
import type { ShopifyRefund } from './schema';

export interface RefundSums {
	readonly subtotal: Money;
	readonly tax: Money;
	readonly shipping: Money;
	readonly shippingTax: Money;
	/** Money that moved; null when it is not known in shop currency. */
	readonly moved: Money | null;
}

/**
 * Whether the subtotals of a refund contain tax. The refund itself does not say; only its order
 * has `taxes_included`. The money that moved tells it when it is exactly the subtotals with or
 * without tax added; else the tax rate on the lines does; else they are taken as before tax.
 */
export function refundIncludesTax(refund: ShopifyRefund, sums: RefundSums): boolean {
	const { subtotal, tax, shipping, shippingTax, moved } = sums;
	if (tax.amountMinor === 0n) return false;
	const { currency } = subtotal;
	const shippingGross = addMoney(shipping, shippingTax);
	const isMoved = (parts: readonly Money[]) =>
		moved !== null && sumMoney(parts, currency).amountMinor === moved.amountMinor;
	if (isMoved([subtotal, tax, shippingGross]) || isMoved([subtotal, tax, shipping])) return false;
	if (isMoved([subtotal, shippingGross]) || isMoved([subtotal, shipping])) return true;
	return linesIncludeTax(refund, currency);
}

/**
 * Whether the tax on the lines is what their rates give inside their price, and not on top of it.
 * It must fit to the rounding of each line: rates that explain neither prove nothing.
 */
function linesIncludeTax(refund: ShopifyRefund, currency: string): boolean {
	let offAdded = 0n;
	let offIncluded = 0n;
	let tolerance = 0n;
	for (const { line_item: line } of refund.refund_line_items) {
		if (!line || line.quantity === 0) continue;
		const price =
			listedAmount(line, currency).amountMinor - listedDiscount(line, currency).amountMinor;
		const tax = taxOf(line.tax_lines, currency).amountMinor;
		const rate = taxRatePerBillion(line.tax_lines);
		if (rate === null) continue;
		tolerance += ROUNDING_PER_LINE;
		offAdded += distance(tax, (price * rate) / BILLION);
		offIncluded += distance(tax, (price * rate) / (BILLION + rate));
	}
	return offIncluded <= tolerance && offIncluded < offAdded;
}

const BILLION = 1_000_000_000n;

/** Minor units that rounding may move the tax of a line by. */
const ROUNDING_PER_LINE = 2n;

function taxRatePerBillion(
	taxLines: ReadonlyArray<{ rate?: string | number | null | undefined }>,
): bigint | null {
	let sum = 0n;
	for (const { rate } of taxLines) {
		const text = String(rate ?? '');
		if (!/^\d{1,3}(\.\d{1,20})?$/.test(text)) return null;
		const { numerator, denominator } = rateFromDecimal(text);
		sum += (numerator * BILLION) / denominator;
	}
	return sum;
}

function distance(a: bigint, b: bigint): bigint {
	return a < b ? b - a : a - b;
}
