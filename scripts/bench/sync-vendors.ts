import { generateKeyPairSync } from 'node:crypto';

import { startHubSpotSimulator } from '../../test/simulators/hubspot.ts';
import {
	startPipedriveSimulator,
	type PipedriveSimulator,
} from '../../test/simulators/pipedrive.ts';
import {
	field,
	startSalesforceSimulator,
	type SalesforceSimulator,
} from '../../test/simulators/salesforce.ts';
import type { SimulatorServer } from '../../test/simulators/simulator-server.ts';
import {
	startStockHubSpot,
	startStockPipedrive,
	startStockSalesforce,
} from '../../test/simulators/stock-nodes.ts';
import { DEMO } from '../demo/demo-settings.ts';
import { closeVendors, startVendors, type Vendors } from '../demo/vendors.ts';

export const TOKENS = { salesforce: '00Dbench!token', pipedrive: 'bench-pipedrive-token' } as const;
export const SALESFORCE_APP = { clientId: 'bench-app', username: 'sync@example.com' } as const;
/** The field by which CRM Sync finds a contact; n8n's own node is given the same. */
export const SALESFORCE_KEY = 'Affiliate_Email_Key__c';

/** The limits of the accounts are switched off: what is measured is this machine, not a plan. */
const NO_LIMIT = 100_000_000;

/** The vendors of the demo, two more CRMs, and what n8n's own nodes call besides. */
export interface BenchVendors extends Vendors {
	readonly salesforce: SalesforceSimulator;
	readonly pipedrive: PipedriveSimulator;
	readonly stockHubSpot: SimulatorServer;
	readonly stockSalesforce: SimulatorServer;
	readonly stockPipedrive: SimulatorServer;
	/** PEM, of the app that signs in at Salesforce. */
	readonly privateKey: string;
}

async function startOthers(
	hubspot: Vendors['hubspot'],
): Promise<Omit<BenchVendors, keyof Vendors>> {
	const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
	const connectedApp = { ...SALESFORCE_APP, publicKey };
	const salesforce = await startSalesforceSimulator({
		token: TOKENS.salesforce,
		connectedApp,
		dailyRequests: NO_LIMIT,
		customFields: {
			Contact: [field(SALESFORCE_KEY, 'string', { externalId: true, unique: true, length: 255 })],
		},
	});
	const pipedrive = await startPipedriveSimulator({
		token: TOKENS.pipedrive,
		limits: { burst: NO_LIMIT, searchBurst: NO_LIMIT, dailyTokens: NO_LIMIT },
	});
	return {
		salesforce,
		pipedrive,
		stockHubSpot: await startStockHubSpot(hubspot, DEMO.hubspotToken),
		stockSalesforce: await startStockSalesforce(salesforce, {
			token: TOKENS.salesforce,
			connectedApp,
		}),
		stockPipedrive: await startStockPipedrive(pipedrive, TOKENS.pipedrive),
		privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
	};
}

/** The demo's vendors, whose HubSpot gives way to one without limits, and the others. */
export async function startBenchVendors(userFolder: string): Promise<BenchVendors> {
	const demo = await startVendors(userFolder);
	await demo.hubspot.close();
	const hubspot = await startHubSpotSimulator({
		token: DEMO.hubspotToken,
		limits: { burst: NO_LIMIT, searchBurst: NO_LIMIT, daily: NO_LIMIT },
	});
	return { ...demo, hubspot, ...(await startOthers(hubspot)) };
}

/** Those of the demo close with its world as well; doing it twice does no harm. */
export async function closeBenchVendors(vendors: BenchVendors): Promise<void> {
	const { salesforce, pipedrive, stockHubSpot, stockSalesforce, stockPipedrive } = vendors;
	await Promise.all([
		closeVendors(vendors),
		...[salesforce, pipedrive, stockHubSpot, stockSalesforce, stockPipedrive].map(
			async (server) => await server.close(),
		),
	]);
}

/** Where n8n's own nodes are sent instead of to the vendors' fixed hosts. */
export function redirectsOf(vendors: BenchVendors): ReadonlyArray<Record<string, string>> {
	const { hubspot, pipedrive, stockHubSpot, stockPipedrive } = vendors;
	return [
		{ host: 'api.hubapi.com', path: '/contacts/v1/', to: stockHubSpot.url },
		{ host: 'api.hubapi.com', path: '/', to: hubspot.url },
		{ host: 'api.pipedrive.com', path: '/v1/', to: stockPipedrive.url },
		{ host: 'api.pipedrive.com', path: '/', to: pipedrive.url },
	];
}
