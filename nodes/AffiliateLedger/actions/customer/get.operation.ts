import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';
import { customerFields, requireCustomerKey } from '../customerBinding/customerFields';

/** How a customer is reached, for a person who asks what is kept. */
export const getCustomer: LedgerOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get customer',
	description: 'Retrieve the contact that is kept of a customer, if any',
	fields: customerFields,
	async run(context) {
		const customerKey = requireCustomerKey(context);
		const kept = await context.store.contacts.get(customerKey);
		return recordItems([
			{ customerKey, contact: kept?.contact ?? null, keptAsOf: kept?.at ?? null },
		]);
	},
};
