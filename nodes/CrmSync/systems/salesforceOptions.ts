import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_SALESFORCE_SETTINGS } from '../../../lib/connectors/salesforce';

export interface SalesforceOptions {
	readonly allowDuplicates?: boolean;
	readonly contactRole?: boolean;
	readonly createMissing?: boolean;
	readonly fallbackLastName?: string;
	readonly opportunityStageCancelled?: string;
	readonly opportunityStagePaid?: string;
	readonly opportunityStagePending?: string;
	readonly orgCurrency?: string;
	readonly permissionSet?: string;
	readonly recordTypeId?: string;
	readonly salesforceApiVersion?: string;
}

const SALESFORCE_ONLY = { show: { '/crm': ['salesforce'] } };
const RECORDS_ONLY = { show: { '/crm': ['salesforce'], '/resource': ['contact', 'purchase'] } };
const SYNC_ONLY = {
	show: { '/crm': ['salesforce'], '/resource': ['purchase'], '/operation': ['sync'] },
};

const { apiVersion, fallbackLastName } = DEFAULT_SALESFORCE_SETTINGS;

/** Salesforce's entries of the collection Options. */
export const SALESFORCE_OPTIONS: readonly INodeProperties[] = [
	{
		displayName: 'Allow Duplicates',
		name: 'allowDuplicates',
		type: 'boolean',
		default: false,
		description:
			'Whether to save records although a duplicate rule finds a likeness; a rule that blocks still does',
		displayOptions: RECORDS_ONLY,
	},
	{
		displayName: 'API Version',
		name: 'salesforceApiVersion',
		type: 'string',
		default: apiVersion,
		placeholder: 'e.g. v60.0',
		description: 'Version of the REST API, from v46.0 on',
		displayOptions: SALESFORCE_ONLY,
	},
	{
		displayName: 'Contact Role',
		name: 'contactRole',
		type: 'boolean',
		default: true,
		description: 'Whether to tie the opportunity to the contact with a contact role',
		displayOptions: SYNC_ONLY,
	},
	{
		displayName: 'Last Name When Unknown',
		name: 'fallbackLastName',
		type: 'string',
		default: fallbackLastName,
		description: 'Salesforce takes no contact without a last name; this one is replaced later',
		displayOptions: RECORDS_ONLY,
	},
	{
		displayName: 'Opportunity Stage Name or ID',
		name: 'opportunityStagePaid',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getDealStages' },
		default: 'Closed Won',
		description:
			'Stage of the opportunity of a paid order. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: SYNC_ONLY,
	},
	{
		displayName: 'Opportunity Stage When Cancelled Name or ID',
		name: 'opportunityStageCancelled',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getDealStages' },
		default: 'Closed Lost',
		description:
			'Stage of the opportunity of a cancelled, voided or fully refunded order. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: SYNC_ONLY,
	},
	{
		displayName: 'Opportunity Stage When Pending Name or ID',
		name: 'opportunityStagePending',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getDealStages' },
		default: 'Proposal/Price Quote',
		description:
			'Stage of the opportunity of an order that is not paid yet. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: SYNC_ONLY,
	},
	{
		displayName: 'Org Currency',
		name: 'orgCurrency',
		type: 'string',
		default: '',
		placeholder: 'e.g. EUR',
		description:
			'Currency of an org that keeps only one; amounts in others are then left out instead of standing there as amounts of this one',
		displayOptions: SYNC_ONLY,
	},
	{
		displayName: 'Permission Set',
		name: 'permissionSet',
		type: 'string',
		default: '',
		placeholder: 'e.g. Affiliate_Fields',
		description:
			'API name of the permission set that gets access to new fields. Without one, missing fields are listed instead of created.',
		displayOptions: SALESFORCE_ONLY,
	},
	{
		displayName: 'Record Type ID',
		name: 'recordTypeId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0125e000000abcdAAA',
		description:
			"Record type of new opportunities; the user's own when left out. Its sales process must have the stages.",
		displayOptions: SYNC_ONLY,
	},
];
