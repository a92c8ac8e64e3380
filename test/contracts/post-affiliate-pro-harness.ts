import {
	PostAffiliateProPlatform,
	type PostAffiliateProSettings,
} from '../../lib/connectors/post-affiliate-pro';
import {
	startPostAffiliateProSimulator,
	type PostAffiliateProSimulator,
	type PostAffiliateProSimulatorOptions,
} from '../simulators/post-affiliate-pro';
import type { SimulatorRequest } from '../simulators/simulator-server';
import { axiosHttpPort } from '../support/axios-http-port';
import { countedWaits } from './crm-writes';

export const LOGIN = { username: 'owner@shop.example', password: 'Merchant-Secret-1' } as const;

/** When the simulator's clock starts. */
export const START = Date.parse('2026-11-20T12:00:00Z');

const open: PostAffiliateProSimulator[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map(async (simulator) => await simulator.close()));
});

/**
 * A simulator with a campaign, Joli, and Rita who recruited Joli; it is closed after the test. Waiting moves
 * its clock instead of taking time.
 */
export async function postAffiliatePro(
	options: Partial<PostAffiliateProSimulatorOptions> = {},
): Promise<{
	simulator: PostAffiliateProSimulator;
	waits: number[];
	platform: (own?: Partial<PostAffiliateProSettings>) => PostAffiliateProPlatform;
	/** Another run, some time later. */
	later: (milliseconds?: number) => void;
}> {
	let now = START;
	const simulator = await startPostAffiliateProSimulator({ ...LOGIN, now: () => now, ...options });
	open.push(simulator);
	simulator.addCampaign({ campaignid: 'c1', name: 'Main campaign' });
	simulator.addAffiliate({ userid: 'u-rita', refid: 'rita', username: 'rita@example.com' });
	const joli = { userid: 'u-joli', refid: 'joli', username: 'jo@example.com' };
	simulator.addAffiliate({ ...joli, parentuserid: 'u-rita' });
	const later = (milliseconds = 1_000): void => {
		now += milliseconds;
	};
	const { waits, sleeper } = countedWaits(later);
	const platform = (own: Partial<PostAffiliateProSettings> = {}): PostAffiliateProPlatform => {
		later();
		return new PostAffiliateProPlatform(
			{ api: { http: axiosHttpPort(), sleeper, jitter: () => 0, baseUrl: simulator.url } },
			{ ...LOGIN, authToken: null, currency: 'EUR', campaignId: 'c1', ...own },
		);
	};
	return { simulator, waits, platform, later };
}

/** Requests to the server script with this class and method. */
export const calling =
	(name: string, method: string) =>
	({ rawBody }: SimulatorRequest): boolean => {
		const call = new URLSearchParams(rawBody).get('D') ?? '';
		return call.includes(`"C":"${name}","M":"${method}"`);
	};

const TRANSACTIONS = 'Pap_Merchants_Transaction_TransactionsForm';

export const ADD = calling(TRANSACTIONS, 'add');
export const SAVE = calling(TRANSACTIONS, 'save');
export const STATUS = calling(TRANSACTIONS, 'changeStatus');
export const REFUND = calling(TRANSACTIONS, 'makeRefundChargeback');
export const LIST = calling('Pap_Merchants_Transaction_TransactionsGrid', 'getRows');

export const count = (simulator: PostAffiliateProSimulator, call: string): number =>
	simulator.calls().filter((name) => name.endsWith(call)).length;
