import { itemWithKey } from '../../../shared/itemWithKey';
import type { StoreOperation } from '../../operation';
import { skippedItem } from '../../storeItem';
import { customerOf, emailField } from './customerFields';

/** What the store knows of a customer, without personal data but for the id. */
export const getCustomer: StoreOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get customer',
	description: 'Read the tags, fields and figures that the store has of a customer',
	fields: [emailField],
	async run(context) {
		const customer = await customerOf(context);
		if (customer === null) return skippedItem(context, 'no_customer', 'The store has no record');
		const { id, tags, fields, facts } = customer;
		return itemWithKey(context.execute, context.itemIndex, 'store', {
			system: context.store.value,
			outcome: 'found',
			id,
			customer: { tags: [...tags], fields: { ...fields }, ...facts },
		});
	},
};
