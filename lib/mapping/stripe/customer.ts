import { normalizeEmail } from '../../kernel';
import type { Customer } from '../../model/customer';

export interface StripeBuyer {
	readonly id: string | null;
	readonly email: string | null;
	readonly name: string | null;
	readonly phone: string | null;
	readonly country: string | null;
}

/** Stripe keeps one full name; its first word is taken for the first name. */
export function stripeCustomer({ id, email, name, phone, country }: StripeBuyer): Customer {
	const [firstName, ...others] = (name ?? '').split(/\s+/).filter((word) => word !== '');
	return {
		customerId: id,
		email: email === null ? null : normalizeEmail(email),
		phone,
		firstName: firstName ?? null,
		lastName: others.length === 0 ? null : others.join(' '),
		country: country?.toUpperCase() ?? null,
		ordersBefore: null,
		acceptsMarketing: null,
	};
}
