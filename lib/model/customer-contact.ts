import { z } from 'zod/v4';
import { customerSchema, type Customer } from './customer';
import type { Order } from './order';
import { idSchema } from './primitives';

/** How a customer is reached, as the newest order tells it. Personal data: kept encrypted only. */
export const customerContactSchema = customerSchema
	.omit({ ordersBefore: true })
	.extend({ storeKey: idSchema.describe('The shop that `customerId` belongs to') });

export type CustomerContact = z.output<typeof customerContactSchema>;

export function contactOf({ storeKey, customer }: Order): CustomerContact {
	const { ordersBefore: _ordersBefore, ...contact } = customer;
	return { storeKey, ...contact };
}

/**
 * The customer of an order whose contact was kept elsewhere. What the order itself tells goes first;
 * a customer id of another shop is left out.
 */
export function withContact(
	customer: Customer,
	storeKey: string,
	contact: CustomerContact,
): Customer {
	return {
		customerId: customer.customerId ?? (contact.storeKey === storeKey ? contact.customerId : null),
		email: customer.email ?? contact.email,
		phone: customer.phone ?? contact.phone,
		firstName: customer.firstName ?? contact.firstName,
		lastName: customer.lastName ?? contact.lastName,
		country: customer.country ?? contact.country,
		ordersBefore: customer.ordersBefore,
		acceptsMarketing: customer.acceptsMarketing ?? contact.acceptsMarketing,
	};
}
