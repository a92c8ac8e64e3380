import { HubSpotClient, type PurchaseWrite, type SyncSettings } from '../../lib/connectors/hubspot';
import {
	AFFILIATE_LOOP_MAPPING,
	AFFILIATE_PROPERTIES,
	AFFILIATE_PROPERTY_GROUP,
	DEFAULT_DEAL_STAGES,
	mapPurchase,
} from '../../lib/mapping/hubspot';
import { customerSummarySchema } from '../../lib/model/customer';
import {
	startHubSpotSimulator,
	type HubSpotSimulator,
	type HubSpotSimulatorOptions,
	type SimulatedFault,
} from '../simulators/hubspot';
import { axiosHttpPort } from '../support/axios-http-port';
import { anAttribution, aCustomer, anOrder, aRecordedCommission } from '../support/builders';

export const TOKEN = 'pat-simulated';

export const SETTINGS: SyncSettings = {
	definitions: AFFILIATE_PROPERTIES,
	group: AFFILIATE_PROPERTY_GROUP,
	createMissing: true,
	associate: true,
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
	const waits: number[] = [];
	const client = (token = TOKEN): HubSpotClient =>
		new HubSpotClient({
			http: axiosHttpPort({ authorization: `Bearer ${token}` }),
			sleeper: {
				sleep: (milliseconds) => {
					waits.push(milliseconds);
					return Promise.resolve();
				},
			},
			jitter: () => 0,
			baseUrl: simulator.url,
		});
	return { simulator, waits, client };
}

function customerSummary(overrides: Record<string, unknown> = {}) {
	return customerSummarySchema.parse({
		customerKey: 'k'.repeat(64),
		orderCount: 1,
		lifetimeValue: { amount: '100.00', currency: 'EUR' },
		firstOrderAt: '2026-11-17T12:30:00.000Z',
		lastOrderAt: '2026-11-17T12:30:00.000Z',
		firstAffiliateCode: 'anna',
		firstTouchAt: '2026-11-14T10:00:00.000Z',
		lastAffiliateCode: 'anna',
		lastTouchAt: '2026-11-14T10:00:00.000Z',
		...overrides,
	});
}

/** A paid order of 100.00 EUR, sent by Anna, as the preset maps it. */
export function purchase(
	email: string,
	orderId: string,
	customer: Record<string, unknown> = {},
): PurchaseWrite {
	const order = anOrder({ orderId, orderNumber: `#${orderId}`, customer: aCustomer({ email }) });
	const mapped = mapPurchase(
		{
			order,
			attribution: anAttribution(),
			ledger: {
				outcome: 'recorded',
				commissions: [aRecordedCommission()],
				customer: customerSummary(customer),
				refunds: [],
			},
		},
		AFFILIATE_LOOP_MAPPING,
		DEFAULT_DEAL_STAGES,
	);
	return { contact: { key: email, writes: mapped.contact }, deal: mapped.deal };
}

export const manyPurchases = (count: number): PurchaseWrite[] =>
	Array.from({ length: count }, (_, index) => purchase(`buyer${index}@example.com`, `o${index}`));

/** Record endpoints by their last steps, whatever the version. */
export const to = (ending: string) => (request: { path: string }) =>
	request.path.startsWith('/crm/objects/') && request.path.endsWith(ending);

export const answering = (
	status: number,
	extra: { headers?: Record<string, string>; body?: unknown } = {},
): SimulatedFault['then'] => ({ answer: { status, body: { status: 'error' }, ...extra } });
