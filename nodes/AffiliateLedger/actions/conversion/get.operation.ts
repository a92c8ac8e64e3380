import { AffiliateError } from '../../../../lib/kernel';
import { conversionIdOf } from '../../../../lib/ledger';
import { requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

export const getConversion: LedgerOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get conversion',
	description: 'Retrieve a recorded order with its commissions and refunds',
	fields: [
		{
			displayName: 'Store Key',
			name: 'storeKey',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. demo.myshopify.com',
			description: "The shop, as in the order's 'storeKey'",
		},
		{
			displayName: 'Order ID',
			name: 'orderId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 5912845418813',
		},
	],
	async run(context) {
		const storeKey = requireText(context, 'storeKey', 'Store Key');
		const orderId = requireText(context, 'orderId', 'Order ID');
		const state = await context.store.ledger.conversion(conversionIdOf(storeKey, orderId));
		if (state?.conversion === undefined || state.conversion === null) {
			throw new AffiliateError(`Order '${orderId}' of '${storeKey}' is not recorded`, {
				code: 'unknown_conversion',
				path: 'orderId',
				hint: "Check both values; 'Order ID' is the store's id, not the order number.",
			});
		}
		const { conversion, commissions, refunds } = state;
		return recordItems([{ ...conversion, commissions, refunds }]);
	},
};
