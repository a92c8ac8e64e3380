import {
	DEFAULT_DEAL_STAGES,
	HubSpotClient,
	HubSpotConnector,
	type SyncSettings,
} from '../../lib/connectors/hubspot';
import {
	AFFILIATE_LOOP_MAPPING,
	AFFILIATE_PROPERTIES,
	AFFILIATE_PROPERTY_GROUP,
} from '../../lib/mapping/hubspot';
import {
	startHubSpotSimulator,
	type HubSpotSimulator,
	type HubSpotSimulatorOptions,
	type SimulatedFault,
} from '../simulators/hubspot';
import { axiosHttpPort } from '../support/axios-http-port';
import { countedWaits, manyBy, purchasesBy } from './crm-writes';

export const TOKEN = 'pat-simulated';

export const SETTINGS: SyncSettings = {
	definitions: AFFILIATE_PROPERTIES,
	group: AFFILIATE_PROPERTY_GROUP,
	createMissing: true,
	associate: true,
	stages: DEFAULT_DEAL_STAGES,
};

const open: HubSpotSimulator[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map(async (simulator) => await simulator.close()));
});

/** A simulator that is closed after the test, clients for it, and the waits they asked for. */
export async function hubspot(options: Partial<HubSpotSimulatorOptions> = {}): Promise<{
	simulator: HubSpotSimulator;
	waits: number[];
	client: (token?: string) => HubSpotClient;
}> {
	const simulator = await startHubSpotSimulator({
		token: TOKEN,
		limits: { burst: 100_000 },
		...options,
	});
	open.push(simulator);
	const { waits, sleeper } = countedWaits();
	const client = (token = TOKEN): HubSpotClient =>
		new HubSpotClient({
			http: axiosHttpPort({ authorization: `Bearer ${token}` }),
			sleeper,
			jitter: () => 0,
			baseUrl: simulator.url,
		});
	return { simulator, waits, client };
}

/** Creates what the account lacks of the preset's properties; the names of the new ones. */
export async function createProperties(
	client: HubSpotClient,
	definitions: typeof AFFILIATE_PROPERTIES = AFFILIATE_PROPERTIES,
): Promise<readonly string[]> {
	return (await new HubSpotConnector(client, SETTINGS).prepare(definitions)).created;
}

/** A paid order of 100.00 EUR, sent by Anna, as the preset maps it. */
export const purchase = purchasesBy(AFFILIATE_LOOP_MAPPING);

export const manyPurchases = manyBy(purchase);

/** Record endpoints by their last steps, whatever the version. */
export const to = (ending: string) => (request: { path: string }) =>
	request.path.startsWith('/crm/objects/') && request.path.endsWith(ending);

export const answering = (
	status: number,
	extra: { headers?: Record<string, string>; body?: unknown } = {},
): SimulatedFault['then'] => ({ answer: { status, body: { status: 'error' }, ...extra } });
