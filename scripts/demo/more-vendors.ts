import { isPortFree } from '../../host/free-port.ts';
import type { EditorClient } from '../../host/editor-client.ts';
import {
	startCatchHooksSimulator,
	type CatchHooksSimulator,
} from '../../test/simulators/catch-hooks.ts';
import { startKlaviyoSimulator, type KlaviyoSimulator } from '../../test/simulators/klaviyo.ts';
import { startMagentoSimulator, type MagentoSimulator } from '../../test/simulators/magento.ts';
import {
	startPartnerStackSimulator,
	type PartnerStackSimulator,
} from '../../test/simulators/partnerstack.ts';
import {
	startPipedriveSimulator,
	type PipedriveSimulator,
} from '../../test/simulators/pipedrive.ts';
import {
	startSalesforceSimulator,
	type SalesforceSimulator,
} from '../../test/simulators/salesforce.ts';
import { startShopifySimulator, type ShopifySimulator } from '../../test/simulators/shopify.ts';
import {
	startTapfiliateSimulator,
	type TapfiliateSimulator,
} from '../../test/simulators/tapfiliate.ts';
import { startWooSimulator, type WooSimulator } from '../../test/simulators/woocommerce.ts';
import { DEMO } from './demo-settings.ts';
import { readMemory, remember } from './demo-memory.ts';

/** The vendors besides those that the printed pass looks at. */
export interface MoreVendors {
	readonly salesforce: SalesforceSimulator;
	readonly pipedrive: PipedriveSimulator;
	readonly klaviyo: KlaviyoSimulator;
	readonly shopify: ShopifySimulator;
	readonly woo: WooSimulator;
	readonly magento: MagentoSimulator;
	readonly hooks: CatchHooksSimulator;
	readonly tapfiliate: TapfiliateSimulator;
	readonly partnerStack: PartnerStackSimulator;
	/** List of Klaviyo that the demo adds customers to. */
	readonly listId: string;
}

const NAMES = [
	'salesforce',
	'pipedrive',
	'klaviyo',
	'shopify',
	'woo',
	'magento',
	'hooks',
	'tapfiliate',
	'partnerStack',
] as const;

type Name = (typeof NAMES)[number];

const PERMISSION_SET = 'Affiliate';

/** Starts them where they were at the last start, or anywhere if that is taken. */
export async function startMoreVendors(userFolder: string): Promise<MoreVendors> {
	const known = readMemory(userFolder).morePorts ?? {};
	const at = async (name: Name): Promise<{ port: number }> => {
		const port = known[name];
		return { port: port !== undefined && (await isPortFree(port)) ? port : 0 };
	};
	const { token, keys } = DEMO.accounts;
	const klaviyo = await startKlaviyoSimulator({ apiKey: token, ...(await at('klaviyo')) });
	const vendors: MoreVendors = {
		salesforce: await startSalesforceSimulator({ token, ...(await at('salesforce')) }),
		pipedrive: await startPipedriveSimulator({ token, ...(await at('pipedrive')) }),
		klaviyo,
		shopify: await startShopifySimulator({ token, ...(await at('shopify')) }),
		woo: await startWooSimulator({
			consumerKey: keys.consumerKey,
			consumerSecret: keys.consumerSecret,
			...(await at('woo')),
		}),
		magento: await startMagentoSimulator({ integration: keys, ...(await at('magento')) }),
		hooks: await startCatchHooksSimulator({ secret: token, ...(await at('hooks')) }),
		tapfiliate: await startTapfiliateSimulator({ apiKey: token, ...(await at('tapfiliate')) }),
		partnerStack: await startPartnerStackSimulator({
			publicKey: token,
			secretKey: token,
			trackingToken: token,
			...(await at('partnerStack')),
		}),
		listId: klaviyo.addList('Upsell').id,
	};
	// Whoever creates fields gives the right to see them to a permission set.
	vendors.salesforce.addRecord('PermissionSet', { Name: PERMISSION_SET });
	vendors.tapfiliate.addProgramme({ id: 'main', title: 'Demo programme' });
	vendors.tapfiliate.addAffiliate({ id: 'anna', email: 'anna@partner.example' });
	const ports = NAMES.map((name) => [name, Number(new URL(vendors[name].url).port)]);
	remember(userFolder, { morePorts: Object.fromEntries(ports) as Record<Name, number> });
	return vendors;
}

export async function closeMoreVendors(vendors: MoreVendors): Promise<void> {
	await Promise.all(NAMES.map(async (name) => await vendors[name].close()));
}

/** An account of each, as a user would add it. */
export async function addMoreCredentials(
	client: EditorClient,
	{ salesforce, woo, magento, hooks }: MoreVendors,
): Promise<void> {
	const { token, keys } = DEMO.accounts;
	const signedIn = { access_token: token, instance_url: salesforce.url, token_type: 'Bearer' };
	const accounts: ReadonlyArray<readonly [string, Record<string, unknown>]> = [
		['salesforceOAuth2Api', { clientId: 'demo', clientSecret: token, oauthTokenData: signedIn }],
		['pipedriveApi', { apiToken: token }],
		['klaviyoApi', { apiKey: token }],
		['tapfiliateRestApi', { apiKey: token }],
		['platformWebhookSecretApi', { secret: token }],
		['partnerStackApi', { publicKey: token, secretKey: token, trackingToken: token }],
		[
			'shopifyClientCredentialsApi',
			{ shopSubdomain: 'demo', clientId: 'demo', clientSecret: token, accessToken: token },
		],
		['wooCommerceRestApi', { url: woo.url, ...keys }],
		['magentoOAuth1Api', { host: magento.url, ...keys }],
		['catchHookApi', { service: 'other', url: hooks.hooks.own, signingSecret: token }],
	];
	for (const [type, data] of accounts) {
		await client.upsertCredential({ name: `Demo ${type} (simulator)`, type, data });
	}
}

/** Where the nodes of the shipped workflows find the simulators. */
export function moreOverrides({
	pipedrive,
	klaviyo,
	shopify,
	listId,
	tapfiliate,
	partnerStack,
}: MoreVendors): Array<{ target: string; value: string }> {
	const at = (nodes: readonly string[], value: string) =>
		nodes.map((node) => ({ target: `${node}.options.apiBaseUrl`, value }));
	return [
		{ target: 'Write contact and opportunity.options.permissionSet', value: PERMISSION_SET },
		...at(
			[
				'Mirror the conversion',
				'List affiliates and commissions',
				'Receive affiliate events',
				'Compare both sides',
				'Read the platform',
				'Create on the platform',
				'Read the new affiliate',
				'Build the link',
			],
			tapfiliate.url,
		),
		...at(['Confirm open orders'], partnerStack.url),
		...at(['Write person and deal'], pipedrive.url),
		...at(
			['Write profile and event', 'Tell the points', 'Add to the upsell list', 'Write the profile'],
			klaviyo.url,
		),
		...at(['Tag the customer', 'Set the stage', 'Read what changed'], shopify.url),
		{ target: 'Add to the upsell list.listId', value: listId },
	];
}
