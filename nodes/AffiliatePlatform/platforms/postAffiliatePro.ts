import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';
import {
	POST_AFFILIATE_PRO_CAPABILITIES,
	PostAffiliateProPlatform,
	type PostAffiliateProSettings,
} from '../../../lib/connectors/post-affiliate-pro';
import { parseBaseUrl } from '../../../lib/connectors/vendor';
import { plainHttpPort } from '../../shared/httpPort';
import { chosenBaseUrl, parameterOf, vendorConnection } from '../../shared/vendorConnection';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { PlatformSystem } from './platformSystem';

const VENDOR = 'Post Affiliate Pro';
const CREDENTIAL = 'postAffiliateProApi';

const ONLY = { show: { '/platform': ['postAffiliatePro'] } };

const options: INodeProperties[] = [
	{
		displayName: 'Account ID',
		name: 'papAccountId',
		type: 'string',
		default: 'default1',
		displayOptions: ONLY,
		description: 'Account of the installation that tracking is for',
	},
	{
		displayName: 'Scale Commissions',
		name: 'papScalesCommission',
		type: 'boolean',
		default: false,
		displayOptions: ONLY,
		description:
			"Whether an adjustment lowers the commission in proportion to the amount: right for percentages, wrong for fixed commissions. Not needed with 'Send Our Commission'.",
	},
	{
		displayName: 'Track Unassigned Sales',
		name: 'papTracksSales',
		type: 'boolean',
		default: false,
		displayOptions: ONLY,
		description:
			'Whether orders without an affiliate, but with a visitor or coupon, go to the sale script, which answers nothing and works later',
	},
];

/** What the credential says of the account; also for the credential's own test. */
export function papSettings(
	credentialData: ICredentialDataDecryptedObject,
): PostAffiliateProSettings {
	const text = (name: string): string => {
		const value = credentialData[name];
		return typeof value === 'string' ? value.trim() : '';
	};
	const usesToken = credentialData['signIn'] === 'authToken';
	const zone = text('timeZone');
	return {
		username: usesToken ? null : text('username'),
		password: usesToken ? null : String(credentialData['password'] ?? ''),
		authToken: usesToken ? text('authToken') : null,
		currency: text('currency'),
		...(zone === '' ? {} : { timeZone: zone }),
	};
}

/** Address of the installation. Throws `invalid_input`. */
export function papUrl({ url }: ICredentialDataDecryptedObject): string {
	const address = typeof url === 'string' ? url.trim().replace(/\/scripts(\/.*)?$/i, '') : '';
	return parseBaseUrl(address, VENDOR);
}

export const postAffiliatePro: PlatformSystem = {
	value: 'postAffiliatePro',
	name: VENDOR,
	credential: CREDENTIAL,
	testedBy: 'testPostAffiliatePro',
	capabilities: POST_AFFILIATE_PRO_CAPABILITIES,
	options,
	needsPassword: false,
	connect: async (context, credentialData) => {
		const address = { vendor: VENDOR, ownUrl: papUrl(credentialData) };
		const baseUrl = chosenBaseUrl(context, credentialData, address);
		// The login is part of what is sent, so that n8n has nothing to sign.
		const http = plainHttpPort(context as IExecuteFunctions);
		const accountId = parameterOf<string>(context, 'options.papAccountId', '').trim();
		return await Promise.resolve(
			new PostAffiliateProPlatform(
				{ api: vendorConnection(context, CREDENTIAL, baseUrl, http) },
				{
					...papSettings(credentialData),
					...(accountId === '' ? {} : { accountId }),
					scalesCommission: parameterOf(context, 'options.papScalesCommission', false),
					tracksSales: parameterOf(context, 'options.papTracksSales', false),
				},
			),
		);
	},
};
