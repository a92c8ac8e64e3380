import type { INodeProperties } from 'n8n-workflow';
import type { StoreOperation, StoreOperationContext } from '../../operation';
import { skippedItem, writtenItem } from '../../storeItem';
import { customerOf, emailField } from './customerFields';

const fields: INodeProperties[] = [
	emailField,
	{
		displayName: 'Add Tags',
		name: 'addTags',
		type: 'string',
		default: '',
		placeholder: 'e.g. vip, newsletter',
		description:
			"Separated by commas. Shopify shows them as affiliate:vip, so that ours are known; WooCommerce keeps them in a field of the customer; Magento in the customer attribute 'affiliate_tags', which must be made there.",
	},
	{
		displayName: 'Remove Tags',
		name: 'removeTags',
		type: 'string',
		default: '',
		placeholder: 'e.g. lead',
		description: "Separated by commas; only our own are ever removed, never the shop's",
	},
];

function tagsOf({ execute, itemIndex }: StoreOperationContext, name: string): string[] {
	const given: unknown = execute.getNodeParameter(name, itemIndex, '');
	const texts = Array.isArray(given) ? given.map(String) : String(given).split(',');
	return [...new Set(texts.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
}

/** What a CRM knows, as tags that the shop can sell by. */
export const updateCustomerTags: StoreOperation = {
	value: 'updateTags',
	name: 'Update Tags',
	action: 'Update tags of customer',
	description: 'Add tags to a customer and remove others; tags of the shop itself stay',
	fields,
	async run(context) {
		const remove = tagsOf(context, 'removeTags');
		const add = tagsOf(context, 'addTags').filter((tag) => !remove.includes(tag));
		if (add.length + remove.length === 0) {
			return skippedItem(context, 'no_tags', 'There is no tag to add or to remove');
		}
		const customer = await customerOf(context);
		if (customer === null) return skippedItem(context, 'no_customer', 'The store has no record');
		const written = await context.store.updateTags(customer, { add, remove });
		return writtenItem(context, written, { added: add, removed: remove });
	},
};
