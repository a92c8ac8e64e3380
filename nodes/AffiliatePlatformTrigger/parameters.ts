import type { INodeProperties } from 'n8n-workflow';
import { PLATFORM_SYSTEMS } from '../AffiliatePlatform/platforms';
import { SELF_REGISTERING } from './settings';

const AFFISE =
	"In Affise, add a postback to each affiliate whose conversions you want to hear of, with the production address above and '?token=SECRET&event=conversion&order_id={transactionid}', the secret of the credential in place of SECRET. {transactionid} is the ID under which the shop told the conversion: the order ID. Affise signs nothing, and the conversion is read again over the API.";

const IMPACT =
	"In Impact, add an event notification under Settings > Event Notifications for 'Action lifecycle': method GET, the production address above, then '?token=SECRET&event=action&ActionId={ActionId}&Status={Status}', with the secret of the credential in place of SECRET. Impact signs nothing, and the action is read again over the API.";

const PARTNERSTACK =
	'Publishing the workflow registers a webhook at PartnerStack with the address above and the secret; unpublishing takes it away. PartnerStack signs nothing, and each record is read again over the API. n8n must have a public address with https.';

const POST_AFFILIATE_PRO =
	"In Post Affiliate Pro, add an application callback for each event that you want: method GET or POST, the production address above with '?token=SECRET&event=NAME', and the variables transid, orderid or userid, each filled with the one of the record. Put the secret of the credential in place of SECRET. Nothing is signed, and the record is read again over the API.";

const REFERSION =
	'In Refersion, add a webhook under Account > Settings > Webhooks with the production address above, and put the signing secret that Refersion shows into the credential. Refersion signs its events, so that they are believed as they come; it has no payments, clicks or conversions to read again without its GraphQL key.';

const TAPFILIATE =
	"In Tapfiliate, add a trigger of the kind 'Webhook' for each event that you want, with the production address above and '?token=SECRET&event=NAME', the secret of the credential in place of SECRET and a name of your own, such as conversion-created. Tapfiliate signs nothing, and the record is read again over the API.";

function notice(name: string, displayName: string, platform: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'notice',
		default: '',
		displayOptions: { show: { platform: [platform] } },
	};
}

/** What the user sees. The address and the platform take no expressions: they are read in the background. */
export const platformTriggerProperties: INodeProperties[] = [
	{
		displayName: 'Platform',
		name: 'platform',
		type: 'options',
		noDataExpression: true,
		options: PLATFORM_SYSTEMS.map(({ name, value }) => ({ name, value })),
		default: 'tapfiliate',
		description: 'The affiliate platform that you run',
	},
	notice('affiseNotice', AFFISE, 'affise'),
	notice('impactNotice', IMPACT, 'impact'),
	notice('partnerStackNotice', PARTNERSTACK, 'partnerStack'),
	notice('postAffiliateProNotice', POST_AFFILIATE_PRO, 'postAffiliatePro'),
	notice('refersionNotice', REFERSION, 'refersion'),
	notice('tapfiliateNotice', TAPFILIATE, 'tapfiliate'),
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		noDataExpression: true,
		required: true,
		default: 'platform-events',
		placeholder: 'e.g. platform-events',
		description: 'Last part of the address. It must be different for every trigger of this n8n.',
	},
	{
		displayName: 'Events About',
		name: 'objects',
		type: 'multiOptions',
		noDataExpression: true,
		required: true,
		default: ['conversion'],
		options: [
			{
				name: 'Affiliates',
				value: 'affiliate',
				description: 'Somebody signed up, was approved or changed',
			},
			{
				name: 'Conversions',
				value: 'conversion',
				description: 'A conversion or its commission came, was approved, declined or changed',
			},
			{ name: 'Payouts', value: 'payout', description: 'An affiliate was paid' },
		],
		description:
			'Which events start the workflow: once for each state of a record, however often the platform tells of it',
	},
	{
		displayName: 'Register by API',
		name: 'registerEvents',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		displayOptions: { show: { platform: [...SELF_REGISTERING] } },
		description:
			'Whether publishing the workflow tells the platform the address; else you enter it there',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'API Base URL',
				name: 'apiBaseUrl',
				type: 'string',
				// Records are read in the background, where n8n works out no expressions.
				noDataExpression: true,
				default: '',
				placeholder: 'e.g. http://localhost:4020',
				description:
					'Another address of the platform, for test accounts and proxies: HTTPS, or HTTP to this machine only',
			},
			{
				displayName: 'Max Attempts',
				name: 'maxAttempts',
				type: 'number',
				default: 30,
				typeOptions: { minValue: 1, maxValue: 500 },
				noDataExpression: true,
				description:
					'How often an event is tried, until its record could be read and a run has succeeded (pauses of 5 seconds up to 1 hour, so 30 take a day); then it is set aside. Unpublish and publish the workflow to try it again.',
			},
			{
				displayName: 'Parallel Executions',
				name: 'parallelExecutions',
				type: 'number',
				default: 1,
				typeOptions: { minValue: 1, maxValue: 20 },
				noDataExpression: true,
				description: 'How many events may run at the same time',
			},
		],
	},
];
