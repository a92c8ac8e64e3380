import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { CRM_SYSTEMS } from './systems';

const common: INodeProperties[] = [
	{
		displayName: 'API Base URL',
		name: 'apiBaseUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://proxy.example.com',
		description:
			"Address of a proxy or a test account instead of the system's own; https, or http to this machine only",
	},
	{
		displayName: 'Create Missing Fields',
		name: 'createMissing',
		type: 'boolean',
		default: true,
		description:
			'Whether to create the affiliate fields that the account lacks. Needs the right to change its settings.',
		displayOptions: { show: { '/resource': ['contact', 'purchase'] } },
	},
	{
		displayName: 'Include Test Orders',
		name: 'includeTestOrders',
		type: 'boolean',
		default: false,
		description: 'Whether to write orders that the store marks as tests',
		displayOptions: { show: { '/resource': ['contact', 'purchase'] } },
	},
];

/** Settings of a run; read once, from the first item. */
export const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [...common, ...CRM_SYSTEMS.flatMap((system) => system.options)].sort((a, b) =>
		a.displayName.localeCompare(b.displayName, 'en'),
	),
};

/** Whether orders that the store marks as tests are written. */
export function includesTestOrders(execute: IExecuteFunctions): boolean {
	return execute.getNodeParameter('options.includeTestOrders', 0, false) as boolean;
}
