import { WooClient } from '../../lib/connectors/woocommerce';
import {
	startWooSimulator,
	type SimulatedFault,
	type SimulatedRecord,
	type WooSimulator,
	type WooSimulatorOptions,
} from '../simulators/woocommerce';
import { axiosHttpPort } from '../support/axios-http-port';
import { wooOrderBody } from '../support/woo-payloads';

export const KEY = { consumerKey: 'ck_simulated', consumerSecret: 'cs_simulated' };

const open: WooSimulator[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map(async (simulator) => await simulator.close()));
});

/** A simulator that is closed after the test, clients for it, and the waits they asked for. */
export async function woo(options: Partial<WooSimulatorOptions> = {}): Promise<{
	simulator: WooSimulator;
	waits: number[];
	client: (key?: Partial<typeof KEY>, baseUrl?: string) => WooClient;
}> {
	const simulator = await startWooSimulator({ ...KEY, ...options });
	open.push(simulator);
	const waits: number[] = [];
	const client = (key: Partial<typeof KEY> = {}, baseUrl = simulator.url): WooClient => {
		const { consumerKey, consumerSecret } = { ...KEY, ...key };
		const basic = Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64');
		return new WooClient({
			http: axiosHttpPort({ authorization: `Basic ${basic}` }),
			sleeper: {
				sleep: (milliseconds) => {
					waits.push(milliseconds);
					return Promise.resolve();
				},
			},
			jitter: () => 0,
			baseUrl,
		});
	};
	return { simulator, waits, client };
}

/** An order as the shop keeps it. */
export function anOrder(id: number, overrides: Readonly<Record<string, unknown>> = {}) {
	return wooOrderBody({ id, overrides }) as SimulatedRecord;
}

/** A moment of the day of the tests, in GMT, as WooCommerce writes it. */
export function atSecond(second: number): string {
	return new Date(Date.parse('2026-11-22T12:00:00Z') + second * 1_000).toISOString().slice(0, 19);
}

/** Orders that changed one after the other, the first at noon. */
export function manyOrders(count: number, secondsApart = 1): SimulatedRecord[] {
	return Array.from({ length: count }, (_, index) =>
		anOrder(1_001 + index, { date_modified_gmt: atSecond(index * secondsApart) }),
	);
}

/** Requests by method and the end of their path. */
export const to =
	(method: string, ending: string): SimulatedFault['when'] =>
	(request) =>
		request.method === method && request.path.endsWith(ending);

export const answering = (
	status: number,
	extra: { headers?: Record<string, string>; body?: unknown; delayMilliseconds?: number } = {},
): SimulatedFault['then'] => ({
	answer: { status, body: { code: 'simulated', message: 'Simulated', data: { status } }, ...extra },
});
