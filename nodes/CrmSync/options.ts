import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { HUBSPOT_BASE_URL, type SyncSettings } from '../../lib/connectors/hubspot';
import {
	AFFILIATE_PROPERTIES,
	AFFILIATE_PROPERTY_GROUP,
	DEFAULT_DEAL_STAGES,
	type DealStages,
} from '../../lib/mapping/hubspot';

const SYNC_ONLY = { show: { '/resource': ['purchase'], '/operation': ['sync'] } };

/** Settings of a run; read once, from the first item. */
export const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'API Base URL',
			name: 'apiBaseUrl',
			type: 'string',
			default: HUBSPOT_BASE_URL,
			description: 'Address of a proxy or a test account; https, or http to this machine only',
		},
		{
			displayName: 'Associate Deal With Contact',
			name: 'associate',
			type: 'boolean',
			default: true,
			description: 'Whether to tie the deal to the contact',
			displayOptions: SYNC_ONLY,
		},
		{
			displayName: 'Create Missing Properties',
			name: 'createMissing',
			type: 'boolean',
			default: true,
			description:
				'Whether to create the affiliate properties that the account lacks. Needs the schema scopes.',
			displayOptions: { show: { '/resource': ['contact', 'purchase'] } },
		},
		{
			displayName: 'Deal Stage Name or ID',
			name: 'dealStagePaid',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getDealStages' },
			default: 'closedwon',
			description:
				'Stage of the deal of a paid order. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			displayOptions: SYNC_ONLY,
		},
		{
			displayName: 'Deal Stage When Cancelled Name or ID',
			name: 'dealStageCancelled',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getDealStages' },
			default: 'closedlost',
			description:
				'Stage of the deal of a cancelled, voided or fully refunded order. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			displayOptions: SYNC_ONLY,
		},
		{
			displayName: 'Deal Stage When Pending Name or ID',
			name: 'dealStagePending',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getDealStages' },
			default: 'contractsent',
			description:
				'Stage of the deal of an order that is not paid yet. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			displayOptions: SYNC_ONLY,
		},
		{
			displayName: 'Include Test Orders',
			name: 'includeTestOrders',
			type: 'boolean',
			default: false,
			description: 'Whether to write orders that the store marks as tests',
			displayOptions: { show: { '/resource': ['contact', 'purchase'] } },
		},
		{
			displayName: 'Pipeline Name or ID',
			name: 'pipeline',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getPipelines' },
			default: 'default',
			description:
				'Pipeline of new deals. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			displayOptions: SYNC_ONLY,
		},
	],
};

interface CrmOptions {
	readonly apiBaseUrl?: string;
	readonly associate?: boolean;
	readonly createMissing?: boolean;
	readonly dealStagePaid?: string;
	readonly dealStageCancelled?: string;
	readonly dealStagePending?: string;
	readonly includeTestOrders?: boolean;
	readonly pipeline?: string;
}

export interface RunSettings {
	readonly sync: SyncSettings;
	readonly stages: DealStages;
	readonly includeTestOrders: boolean;
}

export function readRunSettings(execute: IExecuteFunctions): RunSettings {
	const options = execute.getNodeParameter('options', 0, {}) as CrmOptions;
	return {
		sync: {
			definitions: AFFILIATE_PROPERTIES,
			group: AFFILIATE_PROPERTY_GROUP,
			createMissing: options.createMissing ?? true,
			associate: options.associate ?? true,
		},
		stages: {
			pipeline: options.pipeline ?? DEFAULT_DEAL_STAGES.pipeline,
			pending: options.dealStagePending ?? DEFAULT_DEAL_STAGES.pending,
			paid: options.dealStagePaid ?? DEFAULT_DEAL_STAGES.paid,
			cancelled: options.dealStageCancelled ?? DEFAULT_DEAL_STAGES.cancelled,
		},
		includeTestOrders: options.includeTestOrders ?? false,
	};
}
