import type { INodeProperties } from 'n8n-workflow';
import { AffiliateError } from '../../../../lib/kernel';
import type { StoreOperationContext } from '../../operation';
import type { StoreCustomer } from '../../systems';

export const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	placeholder: 'name@email.com',
	default: '',
	description:
		"Address that the customer is found by; when empty that of the item's 'contact' or of its order",
};

/** The address: the one that is given, else that of the item. Throws `missing_input`. */
function emailOf({ execute, itemIndex }: StoreOperationContext): string {
	const given = String(execute.getNodeParameter('email', itemIndex, '')).trim();
	if (given !== '') return given;
	const json = execute.getInputData()[itemIndex]?.json ?? {};
	const contact = json['contact'] as { email?: unknown } | null | undefined;
	const order = json['order'] as { customer?: { email?: unknown } | null } | null | undefined;
	const found = [contact?.email, order?.customer?.email].find(
		(email) => typeof email === 'string' && email.trim() !== '',
	);
	if (typeof found === 'string') return found.trim();
	throw new AffiliateError('There is no e-mail address to find the customer by', {
		code: 'missing_input',
		path: 'email',
		hint: "Fill in 'Email', or connect a node that gives a 'contact' or an 'order' with one.",
	});
}

/** Null for somebody whom the store does not know, such as a guest. */
export async function customerOf(context: StoreOperationContext): Promise<StoreCustomer | null> {
	return await context.store.findCustomer(emailOf(context));
}
