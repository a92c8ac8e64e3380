import { MagentoError, noSuchEntity } from './magento-error.ts';
import type { MagentoStore, SimulatedCustomer } from './store.ts';

export function customer(store: MagentoStore, id: string): SimulatedCustomer {
	const found = store.customers.find((candidate) => candidate.id === Number(id));
	if (found === undefined) throw noSuchEntity('customerId', id);
	return found;
}

/**
 * Saves a customer as Magento's repository does: what the body leaves out is gone, attributes that the
 * store does not know are passed over, a null among them is refused.
 */
export function saveCustomer(store: MagentoStore, id: string, body: unknown): SimulatedCustomer {
	const current = customer(store, id);
	const input = (body as { customer?: Partial<SimulatedCustomer> } | undefined)?.customer;
	if (input === undefined) throw required('customer');
	if (input.id !== current.id) throw new MagentoError(400, 'The customer ID in the body is wrong');
	for (const name of ['email', 'firstname', 'lastname'] as const) {
		if ((input[name] ?? '') === '') {
			throw new MagentoError(400, 'The customer email is missing. Enter and try again.');
		}
	}
	if (input.website_id === undefined) throw required('websiteId');
	const attributes = input.custom_attributes ?? [];
	for (const { attribute_code: code, value } of attributes) {
		if (value !== null && value !== undefined) continue;
		throw new MagentoError(
			400,
			`Error occurred during "custom_attributes" processing. Value is not set for attribute code "${code}"`,
		);
	}
	const known = store.attributes.map(({ attribute_code }) => attribute_code);
	const saved: SimulatedCustomer = {
		...current,
		...input,
		id: current.id,
		email: input.email ?? current.email,
		firstname: input.firstname ?? current.firstname,
		lastname: input.lastname ?? current.lastname,
		website_id: input.website_id,
		addresses: input.addresses ?? [],
		custom_attributes: attributes.filter(({ attribute_code }) => known.includes(attribute_code)),
	};
	store.customers.splice(store.customers.indexOf(current), 1, saved);
	return saved;
}

function required(fieldName: string): MagentoError {
	return new MagentoError(400, '"%fieldName" is required. Enter and try again.', { fieldName });
}
