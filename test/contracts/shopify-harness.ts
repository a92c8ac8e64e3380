import { ShopifyClient } from '../../lib/connectors/shopify';
import {
	startShopifySimulator,
	type DescribedOrder,
	type ShopifySimulator,
	type ShopifySimulatorOptions,
	type SimulatedFault,
} from '../simulators/shopify';
import { axiosHttpPort } from '../support/axios-http-port';

export const TOKEN = 'shpat_simulated';

export const SHOP = 'demo.myshopify.com';

const open: ShopifySimulator[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map(async (simulator) => await simulator.close()));
});

/**
 * A simulator that is closed after the test, clients for it, and the waits they asked for. Its
 * clock stands still but for those waits, so that costs come back as they say.
 */
export async function shopify(options: Partial<ShopifySimulatorOptions> = {}): Promise<{
	simulator: ShopifySimulator;
	waits: number[];
	client: (token?: string) => ShopifyClient;
}> {
	let now = Date.parse('2026-11-22T12:00:00Z');
	const simulator = await startShopifySimulator({
		token: TOKEN,
		costs: { maximum: 100_000 },
		clock: () => now,
		...options,
	});
	open.push(simulator);
	const waits: number[] = [];
	const client = (token = TOKEN): ShopifyClient =>
		new ShopifyClient({
			http: axiosHttpPort({ 'x-shopify-access-token': token }),
			sleeper: {
				sleep: (milliseconds) => {
					waits.push(milliseconds);
					now += milliseconds;
					return Promise.resolve();
				},
			},
			jitter: () => 0,
			baseUrl: simulator.url,
		});
	return { simulator, waits, client };
}

/** Orders that changed one second after the other, from midnight on. */
export function manyOrders(count: number, secondsApart = 1): DescribedOrder[] {
	return Array.from({ length: count }, (_, index) => ({
		id: 1_000_001 + index,
		updatedAt: `${new Date(Date.parse('2026-11-22T00:00:00Z') + index * secondsApart * 1_000).toISOString().slice(0, 19)}Z`,
	}));
}

/** Requests that carry an operation of this name. */
export const operation = (name: string) => (request: { body: unknown }) =>
	(request.body as { operationName?: string } | undefined)?.operationName === name;

export const answering = (
	status: number,
	extra: { headers?: Record<string, string>; body?: unknown } = {},
): SimulatedFault['then'] => ({ answer: { status, body: { errors: 'simulated' }, ...extra } });

/** Names of the operations that were asked for, in order. */
export function asked(simulator: ShopifySimulator): string[] {
	return simulator
		.requests()
		.map(({ body }) => (body as { operationName?: string }).operationName ?? '');
}
