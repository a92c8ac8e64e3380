import { z } from 'zod/v4';
import { pricingContextSchema } from './commission';
import { attributionSchema } from './credit';
import { UNKNOWN_CUSTOMER, UNKNOWN_TRACKING } from './nobody';
import { orderSchema, type Order } from './order';

/**
 * What an order was priced from, without personal data: enough to price it again after an edit,
 * under another plan, or for a backtest.
 */
export const journalSchema = z.object({
	order: orderSchema.describe('Customer and tracking are reduced to what plan rules look at'),
	attribution: attributionSchema,
	context: pricingContextSchema.nullable(),
});

export type Journal = z.output<typeof journalSchema>;

/** The order without whoever made it: country, earlier orders, channel and campaign stay. */
export function withoutPerson(order: Order): Order {
	return {
		...order,
		customer: {
			...UNKNOWN_CUSTOMER,
			country: order.customer.country,
			ordersBefore: order.customer.ordersBefore,
		},
		tracking: {
			...UNKNOWN_TRACKING,
			utm: order.tracking.utm,
			channel: order.tracking.channel,
		},
		cancelReason: null,
		billingAddress: null,
		shippingAddress: null,
		payment: order.payment === null ? null : { ...order.payment, fingerprint: null },
	};
}
