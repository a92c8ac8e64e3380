import type { INodeProperties } from 'n8n-workflow';
import { AffiliateError } from '../../../../lib/kernel';
import { readText } from '../../fields';
import type { OperationContext } from '../../operation';

/** Who the customer is: the e-mail of the orders, or the store's own id. */
export const customerFields: readonly INodeProperties[] = [
	{
		displayName: 'Customer Email',
		name: 'email',
		type: 'string',
		placeholder: 'e.g. name@email.com',
		default: '',
		description: 'As in the orders; it is only compared by a keyed hash',
	},
	{
		displayName: 'Customer ID',
		name: 'customerId',
		type: 'string',
		default: '',
		description: "The store's ID, for customers without e-mail",
	},
	{
		displayName: 'Store Key',
		name: 'storeKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. demo.myshopify.com',
		description: 'The shop of the customer ID',
	},
];

/** Throws `missing_input` when nothing says who it is. */
export function requireCustomerKey(context: OperationContext): string {
	const email = readText(context, 'email');
	const customerId = readText(context, 'customerId');
	const storeKey = readText(context, 'storeKey');
	const { customerKey } = context.store.history;
	const byEmail = email === '' ? null : customerKey({ storeKey, email, customerId: null });
	if (byEmail !== null) return byEmail;
	if (email !== '') {
		throw missing(
			"'Customer Email' is not an e-mail address",
			'email',
			'Write it as in the orders.',
		);
	}
	if (customerId === '') {
		throw missing(
			"'Customer Email' and 'Customer ID' are empty",
			'email',
			'Fill in the e-mail address of the orders, or the ID with its store key.',
		);
	}
	if (storeKey === '') {
		throw missing(
			"'Store Key' is empty",
			'storeKey',
			'A customer ID is known only together with its shop, such as demo.myshopify.com.',
		);
	}
	return customerKey({ storeKey, email: null, customerId }) ?? '';
}

function missing(message: string, path: string, hint: string): AffiliateError {
	return new AffiliateError(message, { code: 'missing_input', path, hint });
}
