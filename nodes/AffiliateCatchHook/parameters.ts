import type { INodeProperties } from 'n8n-workflow';
import { modelSourceProperties } from '../shared/modelSource';

const SEND_ONLY = { show: { operation: ['send'] } };

export const catchHookProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Send',
				value: 'send',
				action: 'Send event',
				description: "Send the item's event with its order, refund, affiliate and commission",
			},
			{
				name: 'Send Sample',
				value: 'sendSample',
				action: 'Send sample event',
				description: 'Send an example with every field filled in, so that the service learns them',
			},
		],
		default: 'send',
	},
	...modelSourceProperties('event', 'Event', SEND_ONLY),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: SEND_ONLY,
		options: [
			{
				displayName: 'Include Customer Contact',
				name: 'includeContact',
				type: 'boolean',
				default: false,
				description:
					'Whether to send email, name, phone, country and marketing consent of the customer, which is personal data that the service then holds. Without it these fields are there and empty.',
			},
		],
	},
];
