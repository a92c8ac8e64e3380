import type { RefundWrite } from '../../lib/connectors/crm';
import { KlaviyoConnector, type KlaviyoSettings } from '../../lib/connectors/klaviyo';
import { money } from '../../lib/kernel';
import { KLAVIYO_FIELDS, KLAVIYO_PRESET } from '../../lib/mapping/klaviyo';
import {
	startKlaviyoSimulator,
	type KlaviyoSimulator,
	type KlaviyoSimulatorOptions,
	type SimulatedFault,
} from '../simulators/klaviyo';
import { axiosHttpPort } from '../support/axios-http-port';
export { contactWrite } from './crm-writes';
import { countedWaits, manyBy, purchasesBy } from './crm-writes';

export const API_KEY = 'pk_simulated';

/** When the simulator's clock starts. */
export const START = Date.parse('2026-11-23T06:00:00Z');

const open: KlaviyoSimulator[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map(async (simulator) => await simulator.close()));
});

/**
 * A simulator that is closed after the test, connectors for it, and the waits they asked for. Waiting
 * moves the simulator's clock instead of taking time.
 */
export async function klaviyo(
	options: Partial<KlaviyoSimulatorOptions> = {},
	settings: Partial<KlaviyoSettings> = {},
): Promise<{
	simulator: KlaviyoSimulator;
	waits: number[];
	pass: (milliseconds: number) => void;
	connector: (own?: Partial<KlaviyoSettings>, key?: string) => KlaviyoConnector;
}> {
	let now = START;
	const simulator = await startKlaviyoSimulator({ apiKey: API_KEY, now: () => now, ...options });
	open.push(simulator);
	const pass = (milliseconds: number): void => {
		now += milliseconds;
	};
	const { waits, sleeper } = countedWaits(pass);
	const connector = (own: Partial<KlaviyoSettings> = {}, key = API_KEY): KlaviyoConnector =>
		new KlaviyoConnector(
			{
				http: axiosHttpPort({ authorization: `Klaviyo-API-Key ${key}` }),
				sleeper,
				jitter: () => 0,
				baseUrl: simulator.url,
			},
			{ definitions: KLAVIYO_FIELDS, ...settings, ...own },
		);
	return { simulator, waits, pass, connector };
}

/** A paid order of 100.00 EUR, sent by Anna, as the preset maps it. */
export const purchase = purchasesBy(KLAVIYO_PRESET);

export const manyPurchases = manyBy(purchase);

/** 25.00 EUR of the order 1001 went back to Carla. */
export function refund(overrides: Partial<RefundWrite> = {}): RefundWrite {
	return {
		purchaseKey: 'demo.myshopify.com:1001',
		refundId: 'r1',
		amount: money(2_500n, 'EUR'),
		occurredAt: '2026-11-20T09:00:00.000Z',
		email: 'carla@example.com',
		purchase: [{ field: 'affiliate_commission_amount', value: '7.50', policy: 'source_wins' }],
		contact: [{ field: 'affiliate_lifetime_value', value: '75.00', policy: 'source_wins' }],
		...overrides,
	};
}

export const to =
	(method: string, path: string) =>
	(request: { method: string; path: string }): boolean =>
		request.method === method && request.path === path;

export const CREATE = to('POST', '/api/profiles');
export const UPDATE = to('POST', '/api/profile-import');
export const IMPORT = to('POST', '/api/profile-bulk-import-jobs');
export const EVENT = to('POST', '/api/events');
export const EVENTS = to('POST', '/api/event-bulk-create-jobs');

export const isWrite = ({ method }: { method: string }): boolean => method === 'POST';

export const answering = (
	status: number,
	code: string,
	extra: { headers?: Record<string, string>; detail?: string; pointer?: string } = {},
): SimulatedFault['then'] => ({
	answer: {
		status,
		body: {
			errors: [
				{
					id: 'trace-1',
					status,
					code,
					title: code,
					detail: extra.detail ?? code,
					source: { pointer: extra.pointer ?? '/data' },
				},
			],
		},
		...(extra.headers ? { headers: extra.headers } : {}),
	},
});
