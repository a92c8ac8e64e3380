import type { INodeProperties } from 'n8n-workflow';

export const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'API Base URL',
			name: 'apiBaseUrl',
			type: 'string',
			// The store is read in the background, where n8n works out no expressions.
			noDataExpression: true,
			default: '',
			placeholder: 'e.g. http://localhost:4010',
			displayOptions: { show: { '/store': ['magento', 'shopify', 'wooCommerce'] } },
			description:
				'Another address of the store, for test accounts and proxies: HTTPS, or HTTP to this machine only',
		},
		{
			displayName: 'Events per Execution',
			name: 'eventsPerExecution',
			type: 'number',
			default: 1,
			typeOptions: { minValue: 1, maxValue: 50 },
			description:
				'How many new orders that wait one execution may take, each as an item. Many are several times as fast. Orders of one customer never run together; a run that fails is made again with each order alone. Nodes of your own must treat each item for itself, and a tier that one order reaches counts from the next execution on.',
		},
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
			displayName: 'Nightly Sweep (Days)',
			name: 'sweepDays',
			type: 'number',
			default: 3,
			typeOptions: { minValue: 0, maxValue: 60 },
			displayOptions: { show: { '/store': ['magento', 'shopify', 'wooCommerce'] } },
			description:
				'How many days are read once more every 24 hours; what is known already does nothing. 0 for never.',
		},
		{
			displayName: 'Parallel Executions',
			name: 'parallelExecutions',
			type: 'number',
			default: 1,
			typeOptions: { minValue: 1, maxValue: 20 },
			description: 'How many events may run at the same time. With 1, events run in their order.',
		},
		{
			displayName: 'Read Every (Minutes)',
			name: 'readEvery',
			type: 'number',
			default: 1,
			typeOptions: { minValue: 1, maxValue: 1440 },
			displayOptions: { show: { '/store': ['magento'] } },
			description: 'How often the store is asked for what changed',
		},
		{
			displayName: 'Read Orders Since',
			name: 'readSince',
			type: 'dateTime',
			default: '',
			displayOptions: { show: { '/store': ['magento', 'shopify', 'wooCommerce'] } },
			description:
				'Orders changed at or after this moment (UTC) are taken in. Empty, reading begins when the workflow is published for the first time. Shopify shows orders older than 60 days only to apps with read_all_orders.',
		},
		{
			displayName: 'Reconcile Every (Minutes)',
			name: 'reconcileEvery',
			type: 'number',
			default: 15,
			typeOptions: { minValue: 1, maxValue: 1440 },
			displayOptions: { show: { '/store': ['shopify', 'wooCommerce'] } },
			description:
				'How often the store is asked for what its webhooks did not bring, when the trigger is connected to it',
		},
	],
};
