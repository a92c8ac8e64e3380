import type { INodeProperties } from 'n8n-workflow';
import { resourceProperties } from '../shared/resourceProperties';
import { storeAuthenticationProperties } from '../shared/storeSystems';
import { STORE_RESOURCES } from './resources';

const storeProperty: INodeProperties = {
	displayName: 'Store',
	name: 'store',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Magento / Adobe Commerce', value: 'magento' },
		{ name: 'Shopify', value: 'shopify' },
		{ name: 'WooCommerce', value: 'wooCommerce' },
	],
	default: 'shopify',
	description: 'System to read from and write to',
};

const optionsProperty: INodeProperties = {
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
			default: '',
			placeholder: 'e.g. http://localhost:4010',
			description:
				'Another address of the store, for test accounts and proxies: HTTPS, or HTTP to this machine only',
		},
		{
			displayName: 'Store Key',
			name: 'storeKey',
			type: 'string',
			default: '',
			placeholder: 'e.g. shop.example.com',
			displayOptions: { show: { '/store': ['magento', 'wooCommerce'] } },
			description:
				'Name of the shop in the ledger, if it is another than the address in the credential tells',
		},
	],
};

/** All parameters of the node, made from the resources. */
export const storeSyncProperties: INodeProperties[] = [
	storeProperty,
	...storeAuthenticationProperties(),
	...resourceProperties(STORE_RESOURCES, 'order'),
	optionsProperty,
];
