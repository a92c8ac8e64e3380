import type {
	ICredentialDataDecryptedObject,
	INodeCredentialDescription,
	INodeProperties,
} from 'n8n-workflow';
import { FieldCreatingConnector, type CrmConnector } from '../../../lib/connectors/crm';
import { PipedriveConnector, type PipedriveSettings } from '../../../lib/connectors/pipedrive';
import { parseBaseUrl } from '../../../lib/connectors/vendor';
import {
	PIPEDRIVE_FIELDS,
	PIPEDRIVE_FIRST_TOUCH_FIELDS,
	PIPEDRIVE_PARTNER_FIELDS,
	PIPEDRIVE_PRESET,
} from '../../../lib/mapping/pipedrive';

import { chosenBaseUrl, parameterOf, vendorConnection } from '../../shared/vendorConnection';
import type { CrmContext, CrmSystem } from './crmSystem';
import { fieldChoices } from './fieldChoices';

const VENDOR = 'Pipedrive';

/** For tokens; one of OAuth belongs to the company's own address. */
const API_URL = 'https://api.pipedrive.com';

const SYNC_ONLY = {
	show: { '/crm': ['pipedrive'], '/resource': ['purchase'], '/operation': ['sync'] },
};

/** n8n's own Pipedrive credentials. */
const credentials: INodeCredentialDescription[] = [
	{
		name: 'pipedriveApi',
		required: true,
		displayOptions: { show: { crm: ['pipedrive'], pipedriveAuthentication: ['apiToken'] } },
	},
	{
		name: 'pipedriveOAuth2Api',
		required: true,
		displayOptions: { show: { crm: ['pipedrive'], pipedriveAuthentication: ['oAuth2'] } },
	},
];

const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'pipedriveAuthentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'API Token', value: 'apiToken' },
		{ name: 'OAuth2', value: 'oAuth2' },
	],
	default: 'apiToken',
	displayOptions: { show: { crm: ['pipedrive'] } },
};

const options: INodeProperties[] = [
	{
		displayName: 'Pipeline Name or ID',
		name: 'pipedrivePipeline',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getPipelines' },
		default: '',
		description:
			'Pipeline of new deals; the first one of the account when left out. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: SYNC_ONLY,
	},
	stage('Stage Name or ID', 'pipedriveStagePaid', 'a paid order'),
	stage(
		'Stage When Cancelled Name or ID',
		'pipedriveStageCancelled',
		'a cancelled, voided or fully refunded order',
	),
	stage('Stage When Pending Name or ID', 'pipedriveStagePending', 'an order that is not paid yet'),
	{
		displayName: 'Tie Deal to Person',
		name: 'tieToPerson',
		type: 'boolean',
		default: true,
		description: 'Whether to tie the deal to the person',
		displayOptions: SYNC_ONLY,
	},
];

function stage(displayName: string, name: string, order: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getDealStages' },
		default: '',
		description: `Stage of the deal of ${order}; left alone when left out. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
		displayOptions: SYNC_ONLY,
	};
}

interface PipedriveOptions {
	readonly createMissing?: boolean;
	readonly pipedrivePipeline?: string;
	readonly pipedriveStageCancelled?: string;
	readonly pipedriveStagePaid?: string;
	readonly pipedriveStagePending?: string;
	readonly tieToPerson?: boolean;
}

function settingsOf(given: PipedriveOptions): Partial<PipedriveSettings> {
	return {
		definitions: PIPEDRIVE_FIELDS,
		pipelineId: idOf(given.pipedrivePipeline),
		stageIds: {
			pending: idOf(given.pipedriveStagePending),
			paid: idOf(given.pipedriveStagePaid),
			cancelled: idOf(given.pipedriveStageCancelled),
		},
		associate: given.tieToPerson ?? true,
	};
}

/** An expression may give a number. */
function idOf(value: string | number | undefined): string | null {
	const text = String(value ?? '').trim();
	return text === '' ? null : text;
}

async function connect(context: CrmContext): Promise<CrmConnector> {
	const isOAuth = parameterOf<string>(context, 'pipedriveAuthentication', 'apiToken') === 'oAuth2';
	const credentialType = isOAuth ? 'pipedriveOAuth2Api' : 'pipedriveApi';
	const credentialData = await context.getCredentials(credentialType);
	const ownUrl = isOAuth ? companyUrl(credentialData) : API_URL;
	const baseUrl = chosenBaseUrl(context, credentialData, { vendor: VENDOR, ownUrl });
	const given = parameterOf<PipedriveOptions>(context, 'options', {});
	const connector = new PipedriveConnector(
		vendorConnection(context, credentialType, baseUrl),
		settingsOf(given),
	);
	const mayCreate = given.createMissing ?? true;
	return mayCreate ? new FieldCreatingConnector(connector, PIPEDRIVE_FIELDS) : connector;
}

/** The token comes with the company's own address. */
function companyUrl({ oauthTokenData }: ICredentialDataDecryptedObject): string {
	const url = (oauthTokenData as { api_domain?: unknown } | undefined)?.api_domain;
	return typeof url === 'string' && url !== '' ? parseBaseUrl(url, VENDOR) : API_URL;
}

/** Persons and deals by custom fields of ours. */
export const pipedrive: CrmSystem = {
	value: 'pipedrive',
	name: VENDOR,
	credentials,
	authentication: [authentication],
	options,
	preset: PIPEDRIVE_PRESET,
	fields: PIPEDRIVE_FIELDS,
	partnerFields: PIPEDRIVE_PARTNER_FIELDS,
	findsFieldsByLabel: true,
	firstTouchFields: PIPEDRIVE_FIRST_TOUCH_FIELDS,
	emailField: 'emails',
	choices: {
		dealStages: async (context) => await fieldChoices(await connect(context), 'stage_id'),
		pipelines: async (context) => await fieldChoices(await connect(context), 'pipeline_id'),
	},
	connect,
};
