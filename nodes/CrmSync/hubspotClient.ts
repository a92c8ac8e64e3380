import {
	assertCredentialAllowsUrl,
	sleep,
	type IAdditionalCredentialOptions,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeCredentialDescription,
} from 'n8n-workflow';
import { HubSpotClient, HUBSPOT_BASE_URL, parseBaseUrl } from '../../lib/connectors/hubspot';
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

/**
 * A client for one run. Throws n8n's own error when the credential is not set, or when its owner
 * does not allow it to be sent to the chosen address.
 */
export async function hubspotClient(
	context: IExecuteFunctions | ILoadOptionsFunctions,
): Promise<HubSpotClient> {
	const isOAuth = parameter(context, 'authentication', 'serviceKey') === 'oAuth2';
	const credentialType = isOAuth ? 'hubspotOAuth2Api' : 'hubspotAppToken';
	const credentialData = await context.getCredentials(credentialType);
	const baseUrl = parseBaseUrl(parameter(context, 'options.apiBaseUrl', HUBSPOT_BASE_URL));
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
