import type { INodeProperties } from 'n8n-workflow';
import { AffiliateError } from '../../../../lib/kernel';
import { requireText } from '../../fields';
import type { OperationContext } from '../../operation';

/** Which recorded order is meant. */
export const orderFields: readonly INodeProperties[] = [
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
		description: "The shop's own ID of the order, not the order number",
	},
];

export interface OrderKey {
	readonly storeKey: string;
	readonly orderId: string;
}

/** Throws `missing_input` for an empty field. */
export function readOrderKey(context: OperationContext): OrderKey {
	return {
		storeKey: requireText(context, 'storeKey', 'Store Key'),
		orderId: requireText(context, 'orderId', 'Order ID'),
	};
}

export function unknownConversion({ storeKey, orderId }: OrderKey): AffiliateError {
	return new AffiliateError(`Order '${orderId}' of '${storeKey}' is not recorded`, {
		code: 'unknown_conversion',
		path: 'orderId',
		hint: "Check both values; 'Order ID' is the store's id, not the order number.",
	});
}
