import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { changedOrders as changedInShopify } from '../../lib/connectors/shopify';
import { changedOrders as changedInWoo } from '../../lib/connectors/woocommerce';
import { HubSpotConnector } from '../../lib/connectors/hubspot';
import { changedSince, readChangedOrders } from '../../lib/connectors/magento';
import type { CrmConnector } from '../../lib/connectors/crm';
import { tamperWith, type SimulatorResponse } from '../simulators/simulator-server';
import * as hubSpot from './hubspot-harness';
import * as klaviyo from './klaviyo-harness';
import { magento } from './magento-harness';
import { payPal } from './paypal-harness';
import * as pipedrive from './pipedrive-harness';
import { PLATFORM_WORLDS } from './platform-worlds';
import { adjustment, cancellation, conversion, filter } from './platform-writes';
import * as salesforce from './salesforce-harness';
import { shopify } from './shopify-harness';
import { woo } from './woocommerce-harness';

const SINCE = '2026-11-01T00:00:00.000Z';

/** Where a credential must never arrive. */
let thief: Server;
let place = '';
const stolen: string[] = [];

beforeAll(async () => {
	thief = createServer((request, response) => {
		stolen.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
		response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
	});
	await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
	place = `127.0.0.1:${(thief.address() as AddressInfo).port}/steal`;
});

afterAll(async () => {
	await new Promise((resolve) => thief.close(resolve));
});

afterEach(() => {
	tamperWith(null);
	stolen.length = 0;
});

type Calls = ReadonlyArray<() => Promise<unknown>>;

/** Reads and writes of a CRM with as many answers of it as there are. */
function callsOf(
	connector: () => CrmConnector,
	writes: Parameters<CrmConnector['syncPurchases']>[0],
): Calls {
	return [
		async () => await connector().listFields('contact'),
		async () => await connector().changedContacts(SINCE, [], null),
		async () => await connector().syncPurchases(writes),
	];
}

/** Every connector, and calls that it makes with its credential. */
const CONNECTORS: ReadonlyArray<readonly [string, () => Promise<Calls>]> = [
	...PLATFORM_WORLDS.map(([name, open, own]) => {
		const calls = async (): Promise<Calls> => {
			const { platform } = await open();
			await platform().createConversion(conversion(own));
			return [
				async () => await platform().listConversions(filter(), null),
				async () =>
					await platform().listAffiliates({ email: null, programmeId: null, status: null }, null),
				async () => await platform().createConversion(conversion({ ...own, orderId: 'ORD_2' })),
				async () => await platform().adjustConversion(adjustment(own)),
				async () => await platform().cancelConversion(cancellation(own)),
			];
		};
		return [name, calls] as const;
	}),
	[
		'HubSpot',
		async () => {
			const { client } = await hubSpot.hubspot();
			await hubSpot.createProperties(client());
			const connector = () => new HubSpotConnector(client(), hubSpot.SETTINGS);
			return callsOf(connector, hubSpot.manyPurchases(2));
		},
	],
	['Klaviyo', async () => callsOf((await klaviyo.klaviyo()).connector, klaviyo.manyPurchases(2))],
	[
		'Pipedrive',
		async () => callsOf((await pipedrive.pipedrive()).connector, pipedrive.manyPurchases(2)),
	],
	[
		'Salesforce',
		async () => callsOf((await salesforce.salesforce()).connector, salesforce.manyPurchases(2)),
	],
	[
		'Shopify',
		async () => {
			const { client } = await shopify();
			const query = { since: SINCE, overlapMilliseconds: 0 };
			return [async () => await changedInShopify(client(), query, null)];
		},
	],
	[
		'WooCommerce',
		async () => {
			const { client } = await woo();
			return [async () => await changedInWoo(client(), { since: SINCE, cursor: null })];
		},
	],
	[
		'Magento',
		async () => {
			const { client } = await magento();
			return [async () => await readChangedOrders(client(), changedSince(SINCE))];
		},
	],
	[
		'PayPal',
		async () => {
			const { client } = await payPal();
			return [async () => await client().call({ method: 'GET', path: '/v1/payments/payouts/X' })];
		},
	],
];

/** Runs a call whose outcome is of no interest. */
async function attempt(call: () => Promise<unknown>): Promise<void> {
	await call().catch(() => undefined);
}

const ADDRESS = /next|ur[il]|href|link|location|path|self/i;

/** The answer with the address in the place of each one that it names, and where one might be looked for. */
function naming(address: string, value: unknown): unknown {
	if (Array.isArray(value)) return value.map((entry) => naming(address, entry));
	if (typeof value !== 'object' || value === null) return value;
	const changed = Object.entries(value).map(([name, entry]) => [
		name,
		typeof entry === 'string' && ADDRESS.test(name) ? address : naming(address, entry),
	]);
	const next = { link: address, href: address, after: address };
	return {
		...(Object.fromEntries(changed) as object),
		...('records' in value || 'done' in value ? { done: false, nextRecordsUrl: address } : {}),
		...('links' in value ? { links: { next: address, self: address } } : {}),
		'@nextpageuri': address,
		paging: { next },
		next_page: address,
	};
}

describe.each(CONNECTORS)('%s, whose answers name another host', (_name, open) => {
	it.each([301, 302, 303, 307, 308])('by %i, is not followed there', async (status) => {
		const calls = await open();
		const redirected: SimulatorResponse = {
			status,
			headers: { location: `http://${place}` },
			body: {},
		};
		for (let passed = 0; passed < 4; passed += 1) {
			for (const call of calls) {
				let count = 0;
				tamperWith((response) => (count++ < passed ? response : redirected));
				await attempt(call);
			}
		}
		expect(stolen).toEqual([]);
	});

	it.each(['http://', '//', '@', ':1@', '\\\\', '/\\', '.'])(
		'as its next page, beginning with "%s", is not asked there',
		async (beginning) => {
			const calls = await open();
			const address = `${beginning}${place}`;
			tamperWith((response) => ({
				...response,
				headers: { ...response.headers, link: `<${address}>; rel="next"` },
				...(response.body === undefined ? {} : { body: naming(address, response.body) }),
			}));
			for (const call of calls) await attempt(call);
			expect(stolen).toEqual([]);
		},
	);
});
