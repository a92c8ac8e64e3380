import { compareMoney, minMoney, sumMoney, zeroMoney, type Money } from '../../kernel';
import type { Order, OrderLine } from '../../model/order';
import { stripeAmount } from './amount';
import { stripeCheckout } from './checkout';
import { stripeCoupons } from './coupons';
import { stripeCustomer } from './customer';
import { invoiceShipping, invoiceTax, stripeLines } from './invoice-lines';
import type { StripeInvoice } from './schema';
import { stripeInstant } from './time';
import { stripeTracking } from './tracking';

/**
 * A paid Stripe invoice as an order: the payment of a subscription, or a single one. The invoice of
 * a free trial is an order of zero.
 */
export function stripeInvoiceOrder(
	invoice: StripeInvoice,
	storeKey: string,
	paidSeconds: number,
): Order {
	const lines = stripeLines(invoice);
	const createdAt = stripeInstant(invoice.created);
	const paidAt = stripeInstant(invoice.status_transitions?.paid_at ?? paidSeconds);
	const subscription = subscriptionOf(invoice);
	return {
		platform: 'stripe',
		storeKey,
		orderId: invoice.id,
		orderNumber: invoice.number ?? invoice.id,
		status: 'paid',
		isTest: invoice.livemode === false,
		createdAt,
		paidAt,
		updatedAt: paidAt,
		cancelledAt: null,
		cancelReason: null,
		currency: invoice.currency,
		lines,
		totals: totalsOf(invoice, lines),
		coupons: couponsOf(invoice),
		customer: stripeCustomer({
			id: invoice.customer,
			email: invoice.customer_email,
			name: invoice.customer_name,
			phone: invoice.customer_phone,
			country: invoice.customer_address?.country ?? null,
		}),
		tracking: stripeTracking(metadataOf(invoice), invoice.billing_reason),
		action: null,
		subscription,
		storeCredit: balanceUsed(invoice),
		...stripeCheckout(
			{ name: invoice.customer_name, address: invoice.customer_address },
			invoice.customer_shipping,
		),
	};
}

function totalsOf(invoice: StripeInvoice, lines: readonly OrderLine[]): Order['totals'] {
	const { currency } = invoice;
	const sum = (pick: (line: OrderLine) => Money) => sumMoney(lines.map(pick), currency);
	return {
		items: sum(({ gross }) => gross),
		discount: sum(({ discount }) => discount),
		shipping: invoiceShipping(invoice),
		tax: invoiceTax(invoice),
		fees: zeroMoney(currency),
		tip: zeroMoney(currency),
		total: stripeAmount(invoice.total, currency),
	};
}

function couponsOf(invoice: StripeInvoice): Order['coupons'] {
	return stripeCoupons([invoice.discount, ...invoice.discounts], invoice.currency, (id) => {
		const named = invoice.total_discount_amounts.find(({ discount }) => discount === id);
		return named === undefined ? null : stripeAmount(named.amount, invoice.currency);
	});
}

/** Before 2025-03-31 the subscription stands on the invoice, since then below `parent`. */
function subscriptionOf(invoice: StripeInvoice): Order['subscription'] {
	const id = invoice.parent?.subscription_details?.subscription ?? invoice.subscription;
	if (id === null) return null;
	return {
		subscriptionId: id,
		paymentNumber: invoice.billing_reason === 'subscription_create' ? 1 : null,
		startedAt: null,
	};
}

/** Lines of a subscription repeat its metadata, for API versions that have it nowhere else. */
function metadataOf(invoice: StripeInvoice) {
	return [
		invoice.metadata,
		invoice.parent?.subscription_details?.metadata ?? [],
		invoice.subscription_details?.metadata ?? [],
		...invoice.lines.data.map((line) => line.metadata),
	];
}

/** The customer's credit balance, which is below zero, moves towards zero by what it paid. */
function balanceUsed(invoice: StripeInvoice): Money | null {
	const { currency, starting_balance: before, ending_balance: after } = invoice;
	if (before >= 0 || after === null || after === undefined || after <= before) return null;
	const used = minMoney(
		stripeAmount(Math.min(after, 0) - before, currency),
		stripeAmount(invoice.total, currency),
	);
	return compareMoney(used, zeroMoney(currency)) > 0 ? used : null;
}
