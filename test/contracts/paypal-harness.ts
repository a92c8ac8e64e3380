import { PayPalClient } from '../../lib/connectors/paypal';
import type { Payout, PayoutBatch } from '../../lib/model/payout';
import {
	startPayPalSimulator,
	type PayPalSimulator,
	type PayPalSimulatorOptions,
} from '../simulators/paypal';
import { axiosHttpPort } from '../support/axios-http-port';
import { eur } from '../support/builders';
import { aPayout, aPayoutAccount, aPayoutBatch, aPayoutProfile } from '../support/builders/payout';

export const CREDENTIALS = { clientId: 'client-1', clientSecret: 's3cret' };

export const NOW = '2026-12-01T10:00:00.000Z';

const open: PayPalSimulator[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map(async (simulator) => await simulator.close()));
});

/** A simulator that is closed after the test, clients for it, and the waits they asked for. */
export async function payPal(options: Partial<PayPalSimulatorOptions> = {}): Promise<{
	simulator: PayPalSimulator;
	waits: number[];
	client: (credentials?: Partial<typeof CREDENTIALS>) => PayPalClient;
}> {
	const simulator = await startPayPalSimulator({ ...CREDENTIALS, ...options });
	open.push(simulator);
	const waits: number[] = [];
	const client = (credentials: Partial<typeof CREDENTIALS> = {}): PayPalClient =>
		new PayPalClient({
			http: axiosHttpPort(),
			sleeper: {
				sleep: (milliseconds) => {
					waits.push(milliseconds);
					return Promise.resolve();
				},
			},
			jitter: () => 0,
			...CREDENTIALS,
			...credentials,
			baseUrl: simulator.url,
		});
	return { simulator, waits, client };
}

export const payoutTo = (email: string | null, overrides: Partial<Payout> = {}): Payout =>
	aPayout({
		profile: aPayoutProfile({ account: aPayoutAccount({ method: 'paypal', email }) }),
		...overrides,
	});

export const manyPayouts = (count: number): Payout[] =>
	Array.from({ length: count }, (_, index) =>
		payoutTo(`a${index}@partner.example`, {
			payoutId: `pay_${String(index).padStart(32, '0')}`,
			payable: eur('1.10'),
		}),
	);

export const aBatch = (overrides: Partial<PayoutBatch> = {}): PayoutBatch =>
	aPayoutBatch({ method: 'paypal', ...overrides });

/** Calls to create payouts. */
export const creations = (request: { method: string; path: string }): boolean =>
	request.method === 'POST' && request.path === '/v1/payments/payouts';
