import {
	MagentoClient,
	oauth1HttpPort,
	type MagentoOptions,
	type MagentoResult,
	type OAuth1Keys,
} from '../../lib/connectors/magento';
import type { HttpPort } from '../../lib/ports/http';
import {
	startMagentoSimulator,
	type MagentoSimulator,
	type MagentoSimulatorOptions,
	type SimulatedFault,
} from '../simulators/magento';
import { axiosHttpPort } from '../support/axios-http-port';

export const KEYS: OAuth1Keys = {
	consumerKey: 'consumer-key',
	consumerSecret: 'consumer-secret',
	accessToken: 'access-token',
	accessTokenSecret: 'access-token-secret',
};

const open: MagentoSimulator[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map(async (simulator) => await simulator.close()));
});

let nonces = 0;

/** A port that signs with OAuth 1.0a, at the real time. */
export function signingPort(keys: Partial<OAuth1Keys> = {}, base = axiosHttpPort()): HttpPort {
	return oauth1HttpPort(
		base,
		{ ...KEYS, ...keys },
		{
			now: () => new Date().toISOString(),
			nonce: () => `nonce-${(nonces += 1)}`,
		},
	);
}

/** A simulator that is closed after the test, clients for it, and the waits they asked for. */
export async function magento(options: Partial<MagentoSimulatorOptions> = {}): Promise<{
	simulator: MagentoSimulator;
	waits: number[];
	client: (http?: HttpPort, options?: MagentoOptions) => MagentoClient;
}> {
	const simulator = await startMagentoSimulator({ integration: KEYS, ...options });
	open.push(simulator);
	const waits: number[] = [];
	const client = (http = signingPort(), clientOptions: MagentoOptions = {}) =>
		new MagentoClient(
			{
				http,
				sleeper: {
					sleep: (milliseconds) => {
						waits.push(milliseconds);
						return Promise.resolve();
					},
				},
				jitter: () => 0,
				baseUrl: simulator.url,
			},
			clientOptions,
		);
	return { simulator, waits, client };
}

/** The value of a result that must be good. */
export function valueOf<Value>(result: MagentoResult<Value>): Value {
	if (result.ok) return result.value;
	throw new Error(`Unexpected failure: ${JSON.stringify(result.failure)}`);
}

/** The failure of a result that must not be good. */
export function failureIn<Value>(result: MagentoResult<Value>) {
	if (!result.ok) return result.failure;
	throw new Error(`Unexpected success: ${JSON.stringify(result.value)}`);
}

/** Requests by method and the end of their path. */
export const to =
	(method: string, ending: string): SimulatedFault['when'] =>
	(request) =>
		request.method === method && request.path.endsWith(ending);

export const answering = (
	status: number,
	extra: { headers?: Record<string, string>; body?: unknown } = {},
): SimulatedFault['then'] => ({ answer: { status, body: { message: 'Simulated' }, ...extra } });
