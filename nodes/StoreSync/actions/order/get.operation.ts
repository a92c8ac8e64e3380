import { AffiliateError } from '../../../../lib/kernel';
import { toJson } from '../../../../lib/model/json';
import type { IDataObject } from 'n8n-workflow';
import { itemWithKey } from '../../../shared/itemWithKey';
import type { StoreOperation } from '../../operation';
import { skippedItem } from '../../storeItem';

/** The order as it is now, such as minutes later when Shopify knows the customer's visits. */
export const getOrder: StoreOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get order',
	description: 'Read an order with its refunds as the store has it now',
	fields: [
		{
			displayName: 'Order ID',
			name: 'orderId',
			type: 'string',
			default: '={{ $json.order?.orderId ?? $json.refund?.orderId }}',
			required: true,
			placeholder: 'e.g. 1001',
			description: "The store's own ID of the order; in Magento the entity ID, not the number",
		},
	],
	async run(context) {
		const { execute, itemIndex, store } = context;
		const given: unknown = execute.getNodeParameter('orderId', itemIndex, '');
		const orderId = typeof given === 'string' || typeof given === 'number' ? `${given}`.trim() : '';
		if (orderId === '') {
			throw new AffiliateError('There is no order ID to look for', {
				code: 'missing_input',
				path: 'orderId',
				hint: "Fill in 'Order ID', or connect a node that gives an 'order' or a 'refund'.",
			});
		}
		const found = await store.readOrder(orderId);
		if (found === null) return skippedItem(context, 'no_order', 'The store has no such order');
		const { order, refunds, journey } = found;
		const [item] = itemWithKey(execute, itemIndex, 'store', {
			system: store.value,
			outcome: 'found',
			id: order.orderId,
			journey,
		});
		const read = { order: toJson(order), refunds: refunds.map((refund) => toJson(refund)) };
		return [{ ...item, json: { ...item?.json, ...(read as unknown as IDataObject) } }];
	},
};
