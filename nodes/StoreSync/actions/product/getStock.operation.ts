import { itemWithKey } from '../../../shared/itemWithKey';
import type { StoreOperation } from '../../operation';
import { skippedItem } from '../../storeItem';

/** What is left of a product, such as before an upsell e-mail. */
export const getStock: StoreOperation = {
	value: 'getStock',
	name: 'Get Stock',
	action: 'Get stock of product',
	description: 'Read how much of a product can be sold',
	fields: [
		{
			displayName: 'Product',
			name: 'product',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. TEA-1',
			description: 'SKU; in Shopify the ID of the variant',
		},
	],
	async run(context) {
		const { execute, itemIndex, store } = context;
		const product = String(execute.getNodeParameter('product', itemIndex)).trim();
		const stock = await store.readStock(product);
		if (stock === null) return skippedItem(context, 'no_product', 'The store has no such product');
		const { id, locations, ...counts } = stock;
		return itemWithKey(execute, itemIndex, 'store', {
			system: store.value,
			outcome: 'found',
			id,
			stock: { ...counts, locations: locations.map((entry) => ({ ...entry })) },
		});
	},
};
