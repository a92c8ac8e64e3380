import { normalizeEmail } from '../../kernel';
import type { Customer } from '../../model/customer';
import type { GenericCustomer } from './schema';

/** Who bought or acted; everything may be unknown. */
export function genericCustomer(customer: GenericCustomer | null | undefined): Customer {
	const email = customer?.email ?? null;
	return {
		customerId: customer?.id?.slice(0, 200) ?? null,
		email: email === null ? null : normalizeEmail(email),
		phone: customer?.phone ?? null,
		firstName: customer?.firstName ?? null,
		lastName: customer?.lastName ?? null,
		country: customer?.country?.toUpperCase() ?? null,
		ordersBefore: customer?.ordersBefore ?? null,
		acceptsMarketing: customer?.acceptsMarketing ?? null,
	};
}
