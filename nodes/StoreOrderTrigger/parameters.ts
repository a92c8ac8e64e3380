import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { storeAccessCredentials, storeAuthenticationProperties } from '../shared/storeSystems';
import { storeNotices } from './notices';
import { optionsProperty } from './options';

/** The accounts are asked for where the trigger is connected; to Magento it always is. */
function whereConnected<Entry extends Pick<INodeProperties, 'displayOptions'>>(
	entry: Entry,
): Entry {
	const show = entry.displayOptions?.show ?? {};
	if (show['store']?.includes('magento') === true) return entry;
	return {
		...entry,
		displayOptions: { ...entry.displayOptions, show: { ...show, connectStore: [true] } },
	};
}

export const accountCredentials: INodeCredentialDescription[] =
	storeAccessCredentials().map(whereConnected);

const accountProperties: INodeProperties[] = storeAuthenticationProperties().map(whereConnected);

const connectProperty: INodeProperties = {
	displayName: 'Connect to the Store',
	name: 'connectStore',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	displayOptions: { show: { store: ['shopify', 'wooCommerce'] } },
	description:
		'Whether the trigger signs in to the store: it then registers its webhooks itself, looks after them, and reads orders that they did not bring',
};

const takeWebhooksProperty: INodeProperties = {
	displayName: 'Take Webhooks',
	name: 'takeWebhooks',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	displayOptions: { show: { store: ['magento'] } },
	description:
		'Whether signed webhooks of Adobe Commerce make the trigger read at once. The Store Webhook Secret then holds the public key of the store.',
};

const eventsProperty: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	noDataExpression: true,
	required: true,
	default: ['order.paid'],
	description:
		'Which events start the workflow. Every event is given once, however often the store sends it.',
	options: [
		{
			name: 'Action Recorded',
			value: 'action.recorded',
			description: 'A lead, signup or other action; comes as an order with an action name',
		},
		{
			name: 'Dispute Lost',
			value: 'dispute.lost',
			description: "The bank took the customer's money back",
		},
		{
			name: 'Dispute Opened',
			value: 'dispute.opened',
			description: 'A customer disputes a payment; commissions should wait',
		},
		{
			name: 'Dispute Won',
			value: 'dispute.won',
			description: 'The dispute ended and the money stays',
		},
		{
			name: 'Order Cancelled',
			value: 'order.cancelled',
			description: 'With the order and a refund of everything in it',
		},
		{
			name: 'Order Created',
			value: 'order.created',
			description: 'Often before the order is paid',
		},
		{
			name: 'Order Paid',
			value: 'order.paid',
			description: 'The order is paid; again when its amounts, coupons or tracking change',
		},
		{
			name: 'Order Updated',
			value: 'order.updated',
			description: 'Something that matters changed, paid or not',
		},
		{
			name: 'Refund Created',
			value: 'refund.created',
			description: 'Money went back, in part or in full',
		},
	],
};

export const storeOrderProperties: INodeProperties[] = [
	{
		displayName: 'Store',
		name: 'store',
		type: 'options',
		noDataExpression: true,
		default: 'shopify',
		options: [
			{ name: 'Generic (Signed JSON)', value: 'generic' },
			{ name: 'Magento / Adobe Commerce', value: 'magento' },
			{ name: 'Shopify', value: 'shopify' },
			{ name: 'Stripe', value: 'stripe' },
			{ name: 'WooCommerce', value: 'wooCommerce' },
		],
		description: 'The system that orders come from',
	},
	connectProperty,
	...storeNotices,
	takeWebhooksProperty,
	...accountProperties,
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		noDataExpression: true,
		required: true,
		default: 'store-orders',
		placeholder: 'e.g. store-orders',
		description: 'Last part of the address. It must be different for every trigger of this n8n.',
	},
	eventsProperty,
	{
		displayName: 'Shop Domain',
		name: 'shopDomain',
		type: 'string',
		default: '',
		placeholder: 'e.g. demo.myshopify.com',
		displayOptions: { show: { store: ['shopify'] } },
		description:
			'Shops that may send, separated by commas; others are refused. Recommended: the secret alone does not prove which shop a webhook comes from.',
	},
	{
		displayName: 'Store URL',
		name: 'storeUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://shop.example.com',
		displayOptions: { show: { store: ['wooCommerce'] } },
		description:
			'Sites that may send, separated by commas; others are refused. Recommended: the secret alone does not prove which site a webhook comes from.',
	},
	{
		displayName: 'Store Key',
		name: 'storeKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. my-shop',
		displayOptions: { show: { store: ['generic'] } },
		description:
			"Name of the shop in the ledger; events that name another 'store' are set aside. Keep it: orders and refunds of one shop meet by it. Empty, the sender may speak for every shop in the ledger.",
	},
	{
		displayName: 'Store Key',
		name: 'storeKey',
		type: 'string',
		default: 'stripe',
		placeholder: 'e.g. stripe',
		displayOptions: { show: { store: ['stripe'] } },
		description:
			'Name of the Stripe account in the ledger. Keep it: orders and refunds of one account meet by it.',
	},
	optionsProperty,
];
