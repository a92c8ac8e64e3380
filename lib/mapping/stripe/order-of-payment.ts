import { stripeChargeLinkSchema, type StripeMetadata } from './schema';

/** Metadata by which a merchant ties a payment, refund or dispute to its order. */
const ORDER_KEYS = ['invoice', 'invoice_id', 'affiliate_order_id'] as const;

/**
 * The order that a refund or dispute belongs to: what its metadata names, else the charge's
 * invoice (API versions before 2025-03-31), else the payment, which is the order of a Checkout
 * session. With newer versions Stripe no longer tells the invoice of a payment here.
 */
export function orderOfPayment(payment: {
	readonly metadata: StripeMetadata;
	/** The charge, where it is known or was expanded. */
	readonly charge: unknown;
	readonly paymentIntent: string | null;
}): string | null {
	const charge = stripeChargeLinkSchema.parse(payment.charge);
	return (
		namedOrder(payment.metadata) ??
		namedOrder(charge?.metadata ?? []) ??
		charge?.invoice ??
		payment.paymentIntent ??
		chargeId(payment.charge)
	);
}

function namedOrder(metadata: StripeMetadata): string | null {
	for (const key of ORDER_KEYS) {
		const value = metadata.find(([name]) => name === key)?.[1];
		if (value !== undefined) return value.slice(0, 200);
	}
	return null;
}

/** Payments of old integrations have a charge and no payment intent. */
function chargeId(charge: unknown): string | null {
	const id = typeof charge === 'object' && charge !== null && 'id' in charge ? charge.id : charge;
	return typeof id === 'string' && id !== '' ? id.slice(0, 200) : null;
}
