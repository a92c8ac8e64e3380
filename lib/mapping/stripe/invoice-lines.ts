import { addMoney, subtractMoney, sumMoney, zeroMoney, type Money } from '../../kernel';
import type { OrderLine } from '../../model/order';
import { shareOf } from '../store-amount';
import { stripeAmount, sumStripeAmounts } from './amount';
import type { StripeInvoice, StripeLine } from './schema';

/**
 * The invoice's lines before tax. A credit for unused time is a line below zero, so the lines of an
 * upgrade in the middle of a period sum to what the invoice asks for it (C12). Stripe puts only the
 * first lines of a long invoice into the event; one further line then stands for the others.
 */
export function stripeLines(invoice: StripeInvoice): OrderLine[] {
	const { currency } = invoice;
	const lines = invoice.lines.data.map((line) => lineOf(line, currency));
	if (invoice.lines.has_more !== true) return lines;
	const listed = sumMoney(
		lines.map(({ net }) => net),
		currency,
	);
	const listedTax = sumMoney(
		lines.map(({ tax }) => tax),
		currency,
	);
	const net = subtractMoney(goodsOf(invoice), listed);
	return [
		...lines,
		{
			...blankLine(currency),
			lineId: 'further-lines',
			title: 'Further lines',
			gross: net,
			net,
			tax: subtractMoney(invoiceTax(invoice), listedTax),
		},
	];
}

/** All tax of an invoice, in whichever of its shapes Stripe names it. */
export function invoiceTax(invoice: StripeInvoice): Money {
	const { currency, tax } = invoice;
	const taxes = invoice.total_taxes ?? invoice.total_tax_amounts;
	if (taxes === null || taxes === undefined) return stripeAmount(tax ?? 0, currency);
	return sumStripeAmounts(
		taxes.map(({ amount }) => amount),
		currency,
	);
}

export function invoiceShipping({ shipping_cost, currency }: StripeInvoice): Money {
	return stripeAmount(shipping_cost?.amount_subtotal ?? 0, currency);
}

/** What the whole invoice asks for goods, before tax and shipping. */
function goodsOf(invoice: StripeInvoice): Money {
	const { currency, total, total_excluding_tax: excluding } = invoice;
	const beforeTax =
		excluding === null || excluding === undefined
			? subtractMoney(stripeAmount(total, currency), invoiceTax(invoice))
			: stripeAmount(excluding, currency);
	return subtractMoney(beforeTax, invoiceShipping(invoice));
}

function lineOf(line: StripeLine, currency: string): OrderLine {
	const price = line.pricing?.price_details;
	return {
		...blankLine(currency),
		lineId: line.id,
		productId: price?.product ?? line.price?.product ?? null,
		variantId: price?.price ?? line.price?.id ?? null,
		title: line.description ?? '',
		quantity: Math.max(0, line.quantity),
		...amountsOf(line, currency),
	};
}

/**
 * `amount` is before discounts and holds only tax that is included in the price. Billing credits
 * that Stripe takes off before tax are no money paid, so they count as a discount.
 */
function amountsOf(
	line: StripeLine,
	currency: string,
): Pick<OrderLine, 'gross' | 'discount' | 'net' | 'tax'> {
	const taxes = line.taxes ?? line.tax_amounts ?? [];
	const sum = (entries: ReadonlyArray<{ amount: number }>) =>
		sumStripeAmounts(
			entries.map(({ amount }) => amount),
			currency,
		);
	const credits = line.pretax_credit_amounts.filter(
		({ type }) => type === 'credit_balance_transaction',
	);
	const listedOff = addMoney(sumStripeAmounts(line.discount_amounts, currency), sum(credits));
	const tax = sum(taxes);
	const paid = subtractMoney(stripeAmount(line.amount, currency), listedOff);
	const net = subtractMoney(paid, sum(taxes.filter(({ isInclusive }) => isInclusive)));
	// A discount on a price with tax holds the same share of tax as what was paid.
	const discount =
		paid.amountMinor === net.amountMinor
			? listedOff
			: shareOf(listedOff, net.amountMinor, paid.amountMinor);
	return { gross: addMoney(net, discount), discount, net, tax };
}

/** A line of nothing, for the fields that Stripe has no word for. */
export function blankLine(currency: string): OrderLine {
	const zero = zeroMoney(currency);
	return {
		lineId: '1',
		productId: null,
		variantId: null,
		sku: null,
		title: '',
		categories: [],
		quantity: 1,
		gross: zero,
		discount: zero,
		net: zero,
		tax: zero,
		isGiftCard: false,
		isTip: false,
	};
}
