import { addMoney, isClickId, subtractMoney, sumMoney, zeroMoney } from '../../kernel';
import type { Order } from '../../model/order';
import { stripeAmount } from './amount';
import { stripeCheckout } from './checkout';
import { stripeCoupons } from './coupons';
import { stripeCustomer } from './customer';
import { blankLine } from './invoice-lines';
import type { StripeMetadata, StripeSession } from './schema';
import { stripeInstant } from './time';
import { stripeTracking } from './tracking';

/**
 * A Checkout session of a single payment as an order. Its events hold no lines, so one line stands
 * for all goods. Its id is that of the payment, because refunds and disputes name only that one.
 */
export function stripeSessionOrder(
	session: StripeSession,
	storeKey: string,
	eventSeconds: number,
): Order {
	const { currency } = session;
	const isPaid = session.payment_status !== 'unpaid';
	const updatedAt = stripeInstant(eventSeconds);
	return {
		platform: 'stripe',
		storeKey,
		orderId: session.payment_intent ?? session.id,
		orderNumber: session.payment_intent ?? session.id,
		status: isPaid ? 'paid' : 'pending',
		isTest: session.livemode === false,
		createdAt: stripeInstant(session.created),
		paidAt: isPaid ? updatedAt : null,
		updatedAt,
		cancelledAt: null,
		cancelReason: null,
		currency,
		...amountsOf(session),
		coupons: stripeCoupons(session.discounts, currency, () => null),
		customer: stripeCustomer({
			id: session.customer,
			email: session.customer_details?.email ?? session.customer_email,
			name: session.customer_details?.name ?? null,
			phone: session.customer_details?.phone ?? null,
			country: session.customer_details?.address?.country ?? null,
		}),
		tracking: stripeTracking([session.metadata, referenceOf(session)], 'checkout'),
		action: null,
		subscription: null,
		storeCredit: null,
		...stripeCheckout(
			{
				name: session.customer_details?.name ?? null,
				address: session.customer_details?.address ?? null,
			},
			session.collected_information?.shipping_details ?? session.shipping_details,
		),
		checkoutStartedAt: stripeInstant(session.created),
	};
}

function amountsOf(session: StripeSession): Pick<Order, 'lines' | 'totals'> {
	const { currency, total_details: details } = session;
	const total = stripeAmount(session.amount_total, currency);
	const tax = stripeAmount(details?.amount_tax ?? 0, currency);
	const shipping = stripeAmount(details?.amount_shipping ?? 0, currency);
	const discount = stripeAmount(details?.amount_discount ?? 0, currency);
	const net = subtractMoney(total, sumMoney([tax, shipping], currency));
	const gross = addMoney(net, discount);
	const zero = zeroMoney(currency);
	return {
		lines: [{ ...blankLine(currency), gross, discount, net, tax }],
		totals: { items: gross, discount, shipping, tax, fees: zero, tip: zero, total },
	};
}

/** Payment links hand a click id on as the client reference. */
function referenceOf({ client_reference_id: reference }: StripeSession): StripeMetadata {
	if (reference === null) return [];
	const isClick = isClickId(reference);
	return [
		['client_reference_id', reference],
		...(isClick ? ([['affiliate_click_id', reference]] as const) : []),
	];
}
