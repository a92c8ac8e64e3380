import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { AFFISE_CAPABILITIES, AffisePlatform } from '../../../lib/connectors/affise';
import { parseBaseUrl } from '../../../lib/connectors/vendor';
import { systemClock } from '../../shared/clock';
import { plainHttpPort } from '../../shared/httpPort';
import {
	chosenBaseUrl,
	givenBaseUrl,
	parameterOf,
	vendorConnection,
} from '../../shared/vendorConnection';
import type { PlatformSystem } from './platformSystem';

const VENDOR = 'Affise';
const CREDENTIAL = 'affiseApi';
const CLICK_PARAMETER = 'clickid';

const options: INodeProperties[] = [
	{
		displayName: 'Click Parameter',
		name: 'affiseClickParameter',
		type: 'string',
		default: CLICK_PARAMETER,
		displayOptions: { show: { '/platform': ['affise'] } },
		description: "Parameter of the shop's page that the link of the offer fills with {clickid}",
	},
];

/** Addresses as people copy them, without a path of the API. */
function address(value: unknown): string {
	const text = typeof value === 'string' ? value.trim().replace(/\/3\.\d(?:\/.*)?$/, '') : '';
	return text === '' ? '' : parseBaseUrl(text, VENDOR);
}

export const affise: PlatformSystem = {
	value: 'affise',
	name: VENDOR,
	credential: CREDENTIAL,
	capabilities: AFFISE_CAPABILITIES,
	options,
	needsPassword: true,
	connect: async (context, credentialData) => {
		const { url, trackingUrl } = credentialData;
		const ownUrl = parseBaseUrl(String(url ?? ''), VENDOR).replace(/\/3\.\d(?:\/.*)?$/, '');
		const baseUrl = chosenBaseUrl(context, credentialData, { vendor: VENDOR, ownUrl });
		const tracking = givenBaseUrl(context) === null ? address(trackingUrl) : baseUrl;
		// Clicks and postbacks go without the key.
		const plain = plainHttpPort(context as IExecuteFunctions);
		const parameter = parameterOf(context, 'options.affiseClickParameter', CLICK_PARAMETER);
		return await Promise.resolve(
			new AffisePlatform(
				{
					api: vendorConnection(context, CREDENTIAL, baseUrl),
					tracking: tracking === '' ? null : vendorConnection(context, CREDENTIAL, tracking, plain),
				},
				{ clickParameter: parameter.trim() || CLICK_PARAMETER, now: () => systemClock.now() },
			),
		);
	},
};
