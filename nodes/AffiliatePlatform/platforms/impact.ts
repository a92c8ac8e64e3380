import type { IExecuteFunctions } from 'n8n-workflow';
import {
	IMPACT_BASE_URL,
	IMPACT_CAPABILITIES,
	IMPACT_TRACKING_URL,
	ImpactPlatform,
} from '../../../lib/connectors/impact';
import { systemClock } from '../../shared/clock';
import { plainHttpPort } from '../../shared/httpPort';
import { chosenBaseUrl, givenBaseUrl, vendorConnection } from '../../shared/vendorConnection';
import type { PlatformSystem } from './platformSystem';

const VENDOR = 'Impact';
const CREDENTIAL = 'impactApi';

export const impact: PlatformSystem = {
	value: 'impact',
	name: VENDOR,
	credential: CREDENTIAL,
	capabilities: IMPACT_CAPABILITIES,
	options: [],
	needsPassword: true,
	connect: async (context, credentialData) => {
		const address = { vendor: VENDOR, ownUrl: IMPACT_BASE_URL };
		const baseUrl = chosenBaseUrl(context, credentialData, address);
		const trackingUrl = givenBaseUrl(context) === null ? IMPACT_TRACKING_URL : baseUrl;
		// Page loads go without the key.
		const plain = plainHttpPort(context as IExecuteFunctions);
		return await Promise.resolve(
			new ImpactPlatform(
				{
					api: vendorConnection(context, CREDENTIAL, baseUrl),
					tracking: vendorConnection(context, CREDENTIAL, trackingUrl, plain),
				},
				{
					accountSid: String(credentialData['accountSid'] ?? '').trim(),
					now: () => systemClock.now(),
				},
			),
		);
	},
};
