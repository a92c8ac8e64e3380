import type { INodeProperties } from 'n8n-workflow';

const SHOPIFY_NOTICE =
	"Register the production address above in Shopify under Settings > Notifications > Webhooks (format JSON) for 'Order payment', 'Order cancellation' and 'Refund create', and for 'Order update' as a safety net. The signing secret is shown on that page. Disputes of Shopify Payments come by the topics disputes/create and disputes/update. This release does not register webhooks by itself.";

const WOO_NOTICE =
	"Register the production address above in WooCommerce under Settings > Advanced > Webhooks for the topics 'Order created' and 'Order updated', with a secret made of letters and digits. WooCommerce sends nothing twice and switches a webhook off after several refused deliveries, so look there after an outage. This release does not register webhooks by itself.";

const STRIPE_NOTICE =
	"Register the production address above in Stripe under Developers > Webhooks for 'invoice.paid', 'checkout.session.completed', 'checkout.session.async_payment_succeeded', 'charge.refunded', 'refund.created', 'charge.dispute.created', 'charge.dispute.updated' and 'charge.dispute.closed'. The credential takes the signing secret of that endpoint. Put the click ID into the subscription's metadata as 'affiliate_click_id'. Refunds name their invoice only in API versions before 2025-03-31, which you can choose for the endpoint, and disputes never do: add 'invoice' with the invoice's ID to the metadata of the refund, charge or dispute, or look it up in the workflow.";

const GENERIC_NOTICE =
	'For any shop, app or billing system. Post JSON to the production address above, in the form of docs/schemas/generic-event.schema.json of this package, with the header X-Affiliate-Signature: t=UNIX_SECONDS,v1=HEX, where HEX is the HMAC-SHA-256 of the seconds, a point and the body under the secret of the credential. Signatures older than 5 minutes are refused.';

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

const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Extra Meta Keys',
			name: 'extraMetaKeys',
			type: 'string',
			default: '',
			placeholder: 'e.g. _affiliate_id, _rewardful_referral',
			displayOptions: { show: { '/store': ['wooCommerce'] } },
			description:
				'Order meta to read although the key starts with an underscore, separated by commas. Other text meta is read anyway.',
		},
		{
			displayName: 'Include Test Orders',
			name: 'includeTestOrders',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/store': ['generic', 'shopify', 'stripe'] } },
			description:
				'Whether orders from a test payment gateway, a sandbox or with a test mark start the workflow. The test notification of the Shopify admin never does.',
		},
		{
			displayName: 'Max Attempts',
			name: 'maxAttempts',
			type: 'number',
			default: 30,
			typeOptions: { minValue: 1, maxValue: 500 },
			description:
				"How often an event is given to the workflow until a run succeeds (pauses of 5 seconds up to 1 hour, so 30 take a day); then it is set aside. Unpublish and publish the workflow to give it again. A 'Stop and Error' with an error object of type 'final' ends an event at once.",
		},
		{
			displayName: 'Parallel Executions',
			name: 'parallelExecutions',
			type: 'number',
			default: 1,
			typeOptions: { minValue: 1, maxValue: 20 },
			description: 'How many events may run at the same time. With 1, events run in their order.',
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
			{ name: 'Shopify', value: 'shopify' },
			{ name: 'Stripe', value: 'stripe' },
			{ name: 'WooCommerce', value: 'wooCommerce' },
		],
		description: 'The system that sends the webhooks',
	},
	{
		displayName: GENERIC_NOTICE,
		name: 'genericNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { store: ['generic'] } },
	},
	{
		displayName: SHOPIFY_NOTICE,
		name: 'shopifyNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { store: ['shopify'] } },
	},
	{
		displayName: STRIPE_NOTICE,
		name: 'stripeNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { store: ['stripe'] } },
	},
	{
		displayName: WOO_NOTICE,
		name: 'wooCommerceNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { store: ['wooCommerce'] } },
	},
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
