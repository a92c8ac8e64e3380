import type { IExecuteFunctions } from 'n8n-workflow';
import {
	REFERSION_BASE_URL,
	REFERSION_CAPABILITIES,
	REFERSION_GRAPHQL_URL,
	REFERSION_ORDERS_URL,
	RefersionPlatform,
} from '../../../lib/connectors/refersion';
import { headerHttpPort } from '../../shared/httpPort';
import { chosenBaseUrl, givenBaseUrl, vendorConnection } from '../../shared/vendorConnection';
import type { PlatformSystem } from './platformSystem';

const VENDOR = 'Refersion';
const CREDENTIAL = 'refersionApi';

/** Below another address the other hosts stand beside the API. */
const API_PATH = /\/v2$/;

export const refersion: PlatformSystem = {
	value: 'refersion',
	name: VENDOR,
	credential: CREDENTIAL,
	capabilities: REFERSION_CAPABILITIES,
	options: [],
	needsPassword: true,
	connect: async (context, credentialData) => {
		const address = { vendor: VENDOR, ownUrl: REFERSION_BASE_URL };
		const baseUrl = chosenBaseUrl(context, credentialData, address);
		const isOwn = givenBaseUrl(context) === null;
		const root = baseUrl.replace(API_PATH, '');
		const { graphqlKey } = credentialData;
		const key = typeof graphqlKey === 'string' ? graphqlKey.trim() : '';
		// GraphQL has a key of its own, and the others are not for it.
		const signed = headerHttpPort(context as IExecuteFunctions, { 'X-Refersion-Key': key });
		const graphqlUrl = isOwn ? REFERSION_GRAPHQL_URL : `${root}/graphql`;
		return await Promise.resolve(
			new RefersionPlatform({
				api: vendorConnection(context, CREDENTIAL, baseUrl),
				orders: vendorConnection(context, CREDENTIAL, isOwn ? REFERSION_ORDERS_URL : root),
				graphql: key === '' ? null : vendorConnection(context, CREDENTIAL, graphqlUrl, signed),
			}),
		);
	},
};
