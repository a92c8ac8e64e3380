import {
	sleep,
	type IAdditionalCredentialOptions,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeCredentialDescription,
} from 'n8n-workflow';
import { HubSpotClient, HUBSPOT_BASE_URL } from '../../lib/connectors/hubspot';
import { httpPort } from '../shared/httpPort';

/** n8n's own HubSpot credentials. */
export const hubspotCredentials: INodeCredentialDescription[] = [
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

/** What HubSpot's token endpoint and API expect, as n8n's own HubSpot node sends it. */
const OAUTH_OPTIONS: IAdditionalCredentialOptions = {
	oauth2: { tokenType: 'Bearer', includeCredentialsOnRefreshOnBody: true },
};

/** A client for one run. Throws n8n's own error when the credential is not set. */
export async function hubspotClient(
	context: IExecuteFunctions | ILoadOptionsFunctions,
): Promise<HubSpotClient> {
	const isOAuth = parameter(context, 'authentication', 'serviceKey') === 'oAuth2';
	const credentialType = isOAuth ? 'hubspotOAuth2Api' : 'hubspotAppToken';
	await context.getCredentials(credentialType);
	return new HubSpotClient({
		http: httpPort(
			context as IExecuteFunctions,
			credentialType,
			isOAuth ? OAUTH_OPTIONS : undefined,
		),
		sleeper: { sleep },
		jitter: Math.random,
		baseUrl: parameter(context, 'options.apiBaseUrl', HUBSPOT_BASE_URL),
	});
}

function parameter(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	name: string,
	fallback: string,
): string {
	const value =
		'getInputData' in context
			? context.getNodeParameter(name, 0, fallback)
			: context.getNodeParameter(name, fallback);
	return String(value);
}
