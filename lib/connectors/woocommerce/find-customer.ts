import { z } from 'zod/v4';
import { normalizeEmail } from '../../kernel';
import type { WooClient } from './client';
import { DEFAULT_OWN_MARKS, type OwnMarks } from './marks';
import { withMetaSchema } from './schema';

/** A customer as the shop knows them; without personal data but for the id. */
export interface WooCustomer {
	readonly id: string;
	/** Role in WordPress, such as `customer` or `administrator`. */
	readonly role: string | null;
	/** Whether they have paid for an order. */
	readonly isPaying: boolean;
	/** Meta with our own mark, as text. */
	readonly meta: Readonly<Record<string, string>>;
}

const customerSchema = withMetaSchema.extend({
	email: z.string(),
	role: z.string().nullish(),
	is_paying_customer: z.boolean().nullish(),
});

/**
 * The customer with an e-mail address, whatever their role; null when there is none, which is so for
 * everybody who bought as a guest. Throws `vendor_unavailable` or `vendor_refused`.
 */
export async function findCustomer(
	client: WooClient,
	email: string,
	{ metaPrefix }: OwnMarks = DEFAULT_OWN_MARKS,
): Promise<WooCustomer | null> {
	const address = normalizeEmail(email);
	// WordPress takes an asterisk for a wildcard.
	if (address === null || address.includes('*')) return null;
	const { value } = await client.read(
		'/customers',
		// Without a role, WooCommerce looks among those of role `customer` only.
		{ email: address, role: 'all', _fields: 'id,email,role,is_paying_customer,meta_data' },
		z.array(customerSchema),
	);
	const found = value.find((customer) => normalizeEmail(customer.email) === address);
	if (found === undefined) return null;
	const meta = found.meta_data.flatMap(({ key, value: stored }) =>
		key.startsWith(metaPrefix) && (typeof stored === 'string' || typeof stored === 'number')
			? [[key, String(stored)] as const]
			: [],
	);
	return {
		id: found.id,
		role: found.role ?? null,
		isPaying: found.is_paying_customer === true,
		meta: Object.fromEntries(meta),
	};
}
