import {
	assertCredentialAllowsUrl,
	NodeOperationError,
	sleep,
	type IAdditionalCredentialOptions,
	type IExecuteFunctions,
	type INodeCredentialDescription,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import {
	DEFAULT_DEAL_STAGES,
	describeFailure,
	HubSpotClient,
	HubSpotConnector,
	HUBSPOT_BASE_URL,
	listPipelines,
	parseBaseUrl,
	type Pipeline,
} from '../../../lib/connectors/hubspot';
import { PARTNER_FIELDS } from '../../../lib/mapping/crm';
import {
	AFFILIATE_LOOP_MAPPING,
	AFFILIATE_PROPERTIES,
	AFFILIATE_PROPERTY_GROUP,
	FIRST_TOUCH_PROPERTIES,
} from '../../../lib/mapping/hubspot';
import { httpPort } from '../../shared/httpPort';

import { givenBaseUrl, parameterOf } from '../../shared/vendorConnection';
import type { CrmContext, CrmSystem } from './crmSystem';

const SYNC_ONLY = {
	show: { '/crm': ['hubspot'], '/resource': ['purchase'], '/operation': ['sync'] },
};

/** n8n's own HubSpot credentials. */
const credentials: INodeCredentialDescription[] = [
	{
		name: 'hubspotAppToken',
		required: true,
		displayOptions: { show: { crm: ['hubspot'], authentication: ['serviceKey'] } },
	},
	{
		name: 'hubspotOAuth2Api',
		required: true,
		displayOptions: { show: { crm: ['hubspot'], authentication: ['oAuth2'] } },
	},
];

const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'Cannot create properties; create them in HubSpot beforehand',
		},
		{
			name: 'Service Key',
			value: 'serviceKey',
			description: 'A service key, or the token of a private app',
		},
	],
	default: 'serviceKey',
	displayOptions: { show: { crm: ['hubspot'] } },
};

const options: INodeProperties[] = [
	{
		displayName: 'Associate Deal With Contact',
		name: 'associate',
		type: 'boolean',
		default: true,
		description: 'Whether to tie the deal to the contact',
		displayOptions: SYNC_ONLY,
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
		displayName: 'Pipeline Name or ID',
		name: 'pipeline',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getPipelines' },
		default: 'default',
		description:
			'Pipeline of new deals. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: SYNC_ONLY,
	},
];

/** What HubSpot's token endpoint and API expect, as n8n's own HubSpot node sends it. */
const OAUTH_OPTIONS: IAdditionalCredentialOptions = {
	oauth2: { tokenType: 'Bearer', includeCredentialsOnRefreshOnBody: true },
};

/** A client for one run. */
async function hubspotClient(context: CrmContext): Promise<HubSpotClient> {
	const isOAuth = parameterOf<string>(context, 'authentication', 'serviceKey') === 'oAuth2';
	const credentialType = isOAuth ? 'hubspotOAuth2Api' : 'hubspotAppToken';
	const credentialData = await context.getCredentials(credentialType);
	const baseUrl = parseBaseUrl(givenBaseUrl(context) ?? HUBSPOT_BASE_URL);
	if (baseUrl !== HUBSPOT_BASE_URL) {
		const pinnedUrl = HUBSPOT_BASE_URL;
		assertCredentialAllowsUrl({ node: context.getNode(), credentialData, url: baseUrl, pinnedUrl });
	}
	return new HubSpotClient({
		http: httpPort(
			context as IExecuteFunctions,
			credentialType,
			isOAuth ? OAUTH_OPTIONS : undefined,
		),
		sleeper: { sleep },
		jitter: Math.random,
		baseUrl,
	});
}

interface HubSpotOptions {
	readonly associate?: boolean;
	readonly createMissing?: boolean;
	readonly dealStagePaid?: string;
	readonly dealStageCancelled?: string;
	readonly dealStagePending?: string;
	readonly pipeline?: string;
}

async function readPipelines(context: CrmContext): Promise<readonly Pipeline[]> {
	const answer = await listPipelines(await hubspotClient(context));
	if (answer.ok) return answer.pipelines;
	const { reason, hint } = describeFailure(answer.failure);
	throw new NodeOperationError(context.getNode(), reason, { description: hint });
}

/** Stages of the chosen pipeline; of the account's first one while none is chosen. */
async function stagesOf(context: CrmContext): Promise<INodePropertyOptions[]> {
	const pipelines = await readPipelines(context);
	const chosen = parameterOf(context, 'options.pipeline', DEFAULT_DEAL_STAGES.pipeline);
	const pipeline = pipelines.find(({ id }) => id === chosen) ?? pipelines[0];
	return (pipeline?.stages ?? []).map(({ id, label }) => ({ name: label, value: id }));
}

async function pipelinesOf(context: CrmContext): Promise<INodePropertyOptions[]> {
	const pipelines = await readPipelines(context);
	return pipelines.map(({ id, label }) => ({ name: label, value: id }));
}

/** Contacts by e-mail address, orders as deals. */
export const hubspot: CrmSystem = {
	value: 'hubspot',
	name: 'HubSpot',
	credentials,
	authentication: [authentication],
	options,
	preset: AFFILIATE_LOOP_MAPPING,
	fields: AFFILIATE_PROPERTIES,
	partnerFields: PARTNER_FIELDS,
	firstTouchFields: FIRST_TOUCH_PROPERTIES,
	emailField: 'email',
	choices: { dealStages: stagesOf, pipelines: pipelinesOf },
	async connect(context) {
		const given = parameterOf<HubSpotOptions>(context, 'options', {});
		return new HubSpotConnector(await hubspotClient(context), {
			definitions: AFFILIATE_PROPERTIES,
			group: AFFILIATE_PROPERTY_GROUP,
			createMissing: given.createMissing ?? true,
			associate: given.associate ?? true,
			stages: {
				pipeline: given.pipeline ?? DEFAULT_DEAL_STAGES.pipeline,
				pending: given.dealStagePending ?? DEFAULT_DEAL_STAGES.pending,
				paid: given.dealStagePaid ?? DEFAULT_DEAL_STAGES.paid,
				cancelled: given.dealStageCancelled ?? DEFAULT_DEAL_STAGES.cancelled,
			},
		});
	},
};
