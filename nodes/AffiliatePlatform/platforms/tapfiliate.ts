import {
	TAPFILIATE_BASE_URL,
	TAPFILIATE_CAPABILITIES,
	TapfiliatePlatform,
} from '../../../lib/connectors/tapfiliate';
import { chosenBaseUrl, vendorConnection } from '../../shared/vendorConnection';
import type { PlatformSystem } from './platformSystem';

const CREDENTIAL = 'tapfiliateRestApi';

export const tapfiliate: PlatformSystem = {
	value: 'tapfiliate',
	name: 'Tapfiliate',
	credential: CREDENTIAL,
	capabilities: TAPFILIATE_CAPABILITIES,
	options: [],
	needsPassword: false,
	connect: async (context, credentialData) => {
		const address = { vendor: 'Tapfiliate', ownUrl: TAPFILIATE_BASE_URL };
		const baseUrl = chosenBaseUrl(context, credentialData, address);
		return await Promise.resolve(
			new TapfiliatePlatform({ api: vendorConnection(context, CREDENTIAL, baseUrl) }),
		);
	},
};
