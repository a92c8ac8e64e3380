import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type INodeCredentialDescription,
	type INodeProperties,
} from 'n8n-workflow';
import { FieldCreatingConnector, type CrmConnector } from '../../../lib/connectors/crm';
import {
	DEFAULT_SALESFORCE_SETTINGS,
	SalesforceConnector,
	type SalesforceSettings,
} from '../../../lib/connectors/salesforce';
import { parseBaseUrl, type VendorConnection } from '../../../lib/connectors/vendor';
import {
	SALESFORCE_FIELDS,
	SALESFORCE_FIRST_TOUCH_FIELDS,
	SALESFORCE_PARTNER_FIELDS,
	SALESFORCE_PRESET,
} from '../../../lib/mapping/salesforce';

import {
	chosenBaseUrl,
	givenBaseUrl,
	parameterOf,
	vendorConnection,
} from '../../shared/vendorConnection';
import type { CrmContext, CrmSystem } from './crmSystem';
import { fieldChoices } from './fieldChoices';
import { SALESFORCE_OPTIONS, type SalesforceOptions } from './salesforceOptions';

const VENDOR = 'Salesforce';

/** n8n's own Salesforce credentials. */
const credentials: INodeCredentialDescription[] = [
	{
		name: 'salesforceOAuth2Api',
		required: true,
		displayOptions: { show: { crm: ['salesforce'], salesforceAuthentication: ['oAuth2'] } },
	},
	{
		name: 'salesforceJwtApi',
		required: true,
		displayOptions: { show: { crm: ['salesforce'], salesforceAuthentication: ['jwt'] } },
	},
];

const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'salesforceAuthentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'JWT', value: 'jwt', description: 'A key of a connected app; nobody has to sign in' },
		{ name: 'OAuth2', value: 'oAuth2' },
	],
	default: 'oAuth2',
	displayOptions: { show: { crm: ['salesforce'] } },
};

/**
 * Stands for the org's address, which n8n learns only when it signs the first request with JWT: it
 * puts that address before a path. Nothing is ever sent to this one.
 */
const INSTANCE_OF_TOKEN = 'https://instance-of-token.invalid';

async function connection(context: CrmContext): Promise<VendorConnection> {
	const isJwt = parameterOf<string>(context, 'salesforceAuthentication', 'oAuth2') === 'jwt';
	const credentialType = isJwt ? 'salesforceJwtApi' : 'salesforceOAuth2Api';
	const credentialData = await context.getCredentials(credentialType);
	if (isJwt && givenBaseUrl(context) === null) {
		return withoutInstance(vendorConnection(context, credentialType, INSTANCE_OF_TOKEN));
	}
	const ownUrl = isJwt ? loginUrl(credentialData) : instanceUrl(context, credentialData);
	const baseUrl = chosenBaseUrl(context, credentialData, { vendor: VENDOR, ownUrl });
	return vendorConnection(context, credentialType, baseUrl);
}

function withoutInstance(connection: VendorConnection): VendorConnection {
	const { http } = connection;
	return {
		...connection,
		http: {
			request: async (request) => {
				const url = request.url.slice(INSTANCE_OF_TOKEN.length);
				return await http.request({ ...request, url });
			},
		},
	};
}

/** Each org has an address of its own, which comes with the token. */
function instanceUrl(
	context: CrmContext,
	{ oauthTokenData }: ICredentialDataDecryptedObject,
): string {
	const url = (oauthTokenData as { instance_url?: unknown } | undefined)?.instance_url;
	if (typeof url === 'string' && url !== '') return parseBaseUrl(url, VENDOR);
	throw new NodeOperationError(
		context.getNode(),
		'The Salesforce credential does not tell the address of your org',
		{ description: 'Open the credential and connect the account again.' },
	);
}

function loginUrl({ environment, myDomainUrl }: ICredentialDataDecryptedObject): string {
	if (typeof myDomainUrl === 'string' && myDomainUrl !== '')
		return parseBaseUrl(myDomainUrl, VENDOR);
	return `https://${environment === 'sandbox' ? 'test' : 'login'}.salesforce.com`;
}

function settingsOf(given: SalesforceOptions): Partial<SalesforceSettings> {
	const { stages } = DEFAULT_SALESFORCE_SETTINGS;
	const permissionSet = given.permissionSet?.trim() ?? '';
	const recordTypeId = given.recordTypeId?.trim() ?? '';
	const orgCurrency = given.orgCurrency?.trim().toUpperCase() ?? '';
	return {
		definitions: SALESFORCE_FIELDS,
		apiVersion: given.salesforceApiVersion ?? DEFAULT_SALESFORCE_SETTINGS.apiVersion,
		stages: {
			pending: given.opportunityStagePending ?? stages.pending,
			paid: given.opportunityStagePaid ?? stages.paid,
			cancelled: given.opportunityStageCancelled ?? stages.cancelled,
		},
		associate: given.contactRole ?? true,
		allowDuplicates: given.allowDuplicates ?? false,
		fallbackLastName: given.fallbackLastName ?? DEFAULT_SALESFORCE_SETTINGS.fallbackLastName,
		permissionSet: permissionSet === '' ? null : permissionSet,
		recordTypeId: recordTypeId === '' ? null : recordTypeId,
		orgCurrency: orgCurrency === '' ? null : orgCurrency,
	};
}

/**
 * Fields are created on the way only when a permission set is named: without one nobody would see
 * the new fields, not even the user of the credential.
 */
async function connect(context: CrmContext): Promise<CrmConnector> {
	const given = parameterOf<SalesforceOptions>(context, 'options', {});
	const settings = settingsOf(given);
	const connector = new SalesforceConnector(await connection(context), settings);
	const mayCreate = (given.createMissing ?? true) && settings.permissionSet !== null;
	return mayCreate ? new FieldCreatingConnector(connector, SALESFORCE_FIELDS) : connector;
}

/** Contacts and opportunities by external id fields of ours. */
export const salesforce: CrmSystem = {
	value: 'salesforce',
	name: VENDOR,
	credentials,
	authentication: [authentication],
	options: SALESFORCE_OPTIONS,
	preset: SALESFORCE_PRESET,
	fields: SALESFORCE_FIELDS,
	partnerFields: SALESFORCE_PARTNER_FIELDS,
	firstTouchFields: SALESFORCE_FIRST_TOUCH_FIELDS,
	emailField: 'Email',
	choices: {
		dealStages: async (context) => await fieldChoices(await connect(context), 'StageName'),
	},
	connect,
};
