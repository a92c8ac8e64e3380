import type { Customer } from './customer';
import type { Order } from './order';

/** A customer of whom nothing is known. */
export const UNKNOWN_CUSTOMER: Customer = {
	customerId: null,
	email: null,
	phone: null,
	firstName: null,
	lastName: null,
	country: null,
	ordersBefore: null,
	acceptsMarketing: null,
};

/** What an order says of addresses, payment and checkout when its store tells nothing of them. */
export const UNTOLD_CHECKOUT: Pick<
	Order,
	'billingAddress' | 'shippingAddress' | 'payment' | 'checkoutStartedAt'
> = { billingAddress: null, shippingAddress: null, payment: null, checkoutStartedAt: null };

/** An order that tells nothing of how it came about. */
export const UNKNOWN_TRACKING: Order['tracking'] = {
	landingUrl: null,
	visits: [],
	referrer: null,
	attributes: {},
	utm: {},
	clientIp: null,
	userAgent: null,
	channel: null,
};
