import type { IExecuteFunctions } from 'n8n-workflow';
import {
	PARTNERSTACK_BASE_URL,
	PARTNERSTACK_CAPABILITIES,
	PARTNERSTACK_TRACKING_URL,
	PartnerStackPlatform,
} from '../../../lib/connectors/partnerstack';
import { headerHttpPort } from '../../shared/httpPort';
import { chosenBaseUrl, givenBaseUrl, vendorConnection } from '../../shared/vendorConnection';
import type { PlatformSystem } from './platformSystem';

const VENDOR = 'PartnerStack';
const CREDENTIAL = 'partnerStackApi';

/** Below another address the tracking host stands beside the API. */
const API_PATH = /\/api\/v2$/;

export const partnerStack: PlatformSystem = {
	value: 'partnerStack',
	name: VENDOR,
	credential: CREDENTIAL,
	capabilities: PARTNERSTACK_CAPABILITIES,
	options: [],
	needsPassword: false,
	connect: async (context, credentialData) => {
		const baseUrl = chosenBaseUrl(context, credentialData, {
			vendor: VENDOR,
			ownUrl: PARTNERSTACK_BASE_URL,
		});
		const isOwn = givenBaseUrl(context) === null;
		const { trackingToken } = credentialData;
		const token = typeof trackingToken === 'string' ? trackingToken.trim() : '';
		const trackingUrl = isOwn ? PARTNERSTACK_TRACKING_URL : baseUrl.replace(API_PATH, '');
		const signed = headerHttpPort(context as IExecuteFunctions, {
			authorization: `Bearer ${token}`,
		});
		return await Promise.resolve(
			new PartnerStackPlatform({
				api: vendorConnection(context, CREDENTIAL, baseUrl),
				tracking: token === '' ? null : vendorConnection(context, CREDENTIAL, trackingUrl, signed),
			}),
		);
	},
};
