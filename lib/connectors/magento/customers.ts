import { AffiliateError, normalizeEmail } from '../../kernel';
import { NO_FAILURE_DETAILS } from '../vendor';
import type { MagentoClient, MagentoResult } from './client';
import { customerSchema, searchAnswer, type MagentoCustomer } from './schema';
import { searchFor } from './search-criteria';

/**
 * The customer with an e-mail address; null when nobody has it. Where websites keep customers apart,
 * one address may belong to several: then the website must be named, else the failure
 * `SEVERAL_CUSTOMERS`. Throws `invalid_input` for a text that is no address.
 */
export async function findCustomer(
	client: MagentoClient,
	email: string,
	websiteId: string | null = null,
): Promise<MagentoResult<MagentoCustomer | null>> {
	const address = normalizeEmail(email);
	if (address === null) {
		throw new AffiliateError('The customer has no e-mail address', {
			code: 'invalid_input',
			path: 'email',
		});
	}
	const answer = await client.call(
		{
			method: 'GET',
			path: '/customers/search',
			query: searchFor('email', address),
			safety: 'repeatable',
		},
		searchAnswer(customerSchema),
	);
	if (!answer.ok) return answer;
	const found = answer.value.items.filter(
		(customer) =>
			normalizeEmail(customer.email) === address &&
			(websiteId === null || customer.website_id === websiteId),
	);
	const [customer] = found;
	if (found.length <= 1) return { ok: true, value: customer ?? null };
	const message = `${found.length} customers on different websites have this address`;
	return {
		ok: false,
		failure: { ...NO_FAILURE_DETAILS, status: 409, code: 'SEVERAL_CUSTOMERS', message },
	};
}
