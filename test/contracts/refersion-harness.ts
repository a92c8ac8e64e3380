import { RefersionPlatform } from '../../lib/connectors/refersion';
import {
	startRefersionSimulator,
	type RefersionSimulator,
	type RefersionSimulatorOptions,
} from '../simulators/refersion';
import { axiosHttpPort } from '../support/axios-http-port';
import { countedWaits } from './crm-writes';

const KEYS = { publicKey: 'pub_1', secretKey: 'sec_1', graphqlKey: 'graph-1' };

const open: RefersionSimulator[] = [];

export async function closeRefersion(): Promise<void> {
	await Promise.all(open.splice(0).map(async (simulator) => await simulator.close()));
}

/** An account with the affiliate Jo Li, number 4000123 and code k9x2, in the offer 77. */
export async function refersion(options: Partial<RefersionSimulatorOptions> = {}) {
	const simulator = await startRefersionSimulator({ ...KEYS, ...options });
	open.push(simulator);
	simulator.addOffer({ id: 77, name: 'Standard' });
	simulator.addAffiliate({ number: 4_000_123, code: 'k9x2', email: 'jo@example.com', offer: 77 });
	const { waits, sleeper } = countedWaits();
	const connection = (headers: Readonly<Record<string, string>>, baseUrl: string) => ({
		http: axiosHttpPort(headers),
		sleeper,
		jitter: () => 0,
		baseUrl,
	});
	const rest = (secretKey: string) => ({
		'refersion-public-key': KEYS.publicKey,
		'refersion-secret-key': secretKey,
	});
	const platform = ({
		secretKey = KEYS.secretKey,
		graphqlKey = null as string | null,
	} = {}): RefersionPlatform =>
		new RefersionPlatform({
			api: connection(rest(secretKey), simulator.url),
			orders: connection(rest(secretKey), simulator.ordersUrl),
			graphql:
				graphqlKey === null
					? null
					: connection({ 'x-refersion-key': graphqlKey }, simulator.graphqlUrl),
		});
	return { simulator, waits, platform, withGraph: () => platform(GRAPH) };
}

export const GRAPH = { graphqlKey: KEYS.graphqlKey };

/** Requests of a path, for faults. */
export const at = (path: string) => (request: { path: string }) => request.path.endsWith(path);
