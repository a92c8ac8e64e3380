import { cut, pageAsked, type Listed, type Parameters } from './parameters.ts';
import { saveMeta } from './save-meta.ts';
import type { SimulatedRecord, WooShop } from './shop.ts';
import { WooError } from './woo-error.ts';

const ROLES = ['all', 'administrator', 'shop_manager', 'customer', 'subscriber'] as const;

/** Without a role, only those of role `customer` are looked through. */
export function listCustomers(shop: WooShop, parameters: Parameters): Listed {
	const role = parameters.choice('role', ROLES, 'customer');
	const email = parameters.text('email')?.toLowerCase() ?? null;
	const rows = shop.customers.filter(
		(customer) =>
			(role === 'all' || customer['role'] === role) &&
			(email === null || String(customer['email']).toLowerCase() === email),
	);
	return cut(rows, pageAsked(parameters));
}

export function customerOf(shop: WooShop, id: string, status = 404): SimulatedRecord {
	const customer = shop.customers.find((candidate) => candidate.id === Number(id));
	if (customer !== undefined) return customer;
	throw new WooError('woocommerce_rest_invalid_id', 'Invalid resource ID.', status);
}

export function saveCustomer(shop: WooShop, id: string, body: unknown): SimulatedRecord {
	const customer = customerOf(shop, id, 400);
	const input = (body ?? {}) as Record<string, unknown>;
	if (saveMeta(shop, customer, input['meta_data'])) customer['date_modified_gmt'] = shop.now;
	return customer;
}
