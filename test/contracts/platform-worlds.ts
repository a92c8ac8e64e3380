import { ImpactPlatform } from '../../lib/connectors/impact';
import type { AffiliatePlatform } from '../../lib/connectors/affiliate-platform';
import { PartnerStackPlatform } from '../../lib/connectors/partnerstack';
import { TapfiliatePlatform } from '../../lib/connectors/tapfiliate';
import type { SimulatedFault } from '../simulators/faults';
import { startImpactSimulator } from '../simulators/impact';
import { startPartnerStackSimulator } from '../simulators/partnerstack';
import { startTapfiliateSimulator } from '../simulators/tapfiliate';
import { axiosHttpPort } from '../support/axios-http-port';
import { affise, closeAffise } from './affise-harness';
import { countedWaits } from './crm-writes';
import { postAffiliatePro } from './post-affiliate-pro-harness';
import { closeRefersion, refersion } from './refersion-harness';

/** An account of a platform, and everything that tells whether an order arrived there. */
export interface PlatformWorld {
	readonly platform: () => AffiliatePlatform;
	readonly setFaults: (faults: readonly SimulatedFault[]) => void;
	/** Lets a platform that queues carry out what it took in, and tells what it holds. */
	readonly held: () => string;
}

const closing: Array<() => Promise<void>> = [];

afterEach(async () => {
	for (const close of closing.splice(0)) await close();
	await closeAffise();
	await closeRefersion();
});

const connection = (baseUrl: string, headers: Readonly<Record<string, string>> = {}) => ({
	http: axiosHttpPort(headers),
	sleeper: countedWaits().sleeper,
	jitter: () => 0,
	baseUrl,
});

async function tapfiliate(): Promise<PlatformWorld> {
	const simulator = await startTapfiliateSimulator({ apiKey: 'key' });
	closing.push(async () => await simulator.close());
	simulator.addProgramme({ id: 'main', title: 'Main programme' });
	simulator.addAffiliate({ id: 'joli', email: 'jo@example.com' });
	return {
		platform: () =>
			new TapfiliatePlatform({ api: connection(simulator.url, { 'X-Api-Key': 'key' }) }),
		setFaults: (faults) => simulator.setFaults(faults),
		held: () => JSON.stringify(simulator.conversions()),
	};
}

async function impact(): Promise<PlatformWorld> {
	const simulator = await startImpactSimulator({ accountSid: 'IR1', authToken: 'token' });
	closing.push(async () => await simulator.close());
	simulator.addCampaign({ Id: 1000, Name: 'Tea', Currency: 'EUR' });
	simulator.addPartner({ Id: 10_000, Name: 'Joli', State: 'ACTIVE', email: 'jo@example.com' });
	const authorization = `Basic ${Buffer.from('IR1:token').toString('base64')}`;
	return {
		platform: () =>
			new ImpactPlatform(
				{ api: connection(simulator.url, { authorization }), tracking: connection(simulator.url) },
				{ accountSid: 'IR1', now: () => '2026-11-22T12:00:00.000Z' },
			),
		setFaults: (faults) => simulator.setFaults(faults),
		held: () => {
			simulator.work();
			return JSON.stringify(simulator.actions());
		},
	};
}

async function partnerStack(): Promise<PlatformWorld> {
	const keys = { publicKey: 'pk', secretKey: 'sk', trackingToken: 'track' };
	const simulator = await startPartnerStackSimulator(keys);
	closing.push(async () => await simulator.close());
	simulator.addGroup({ key: 'main', name: 'Affiliates' });
	const email = 'jo@example.com';
	simulator.addPartnership({ key: 'part_joli', partnerKey: 'joli', email, group: 'main' });
	const authorization = `Basic ${Buffer.from('pk:sk').toString('base64')}`;
	return {
		platform: () =>
			new PartnerStackPlatform({
				api: connection(simulator.url, { authorization }),
				tracking: connection(simulator.trackingUrl, { authorization: 'Bearer track' }),
			}),
		setFaults: (faults) => simulator.setFaults(faults),
		held: () => {
			simulator.work();
			return JSON.stringify(simulator.transactions());
		},
	};
}

async function affiseWorld(): Promise<PlatformWorld> {
	const { simulator, platform } = await affise();
	return {
		platform,
		setFaults: (faults) => simulator.setFaults(faults),
		held: () => {
			simulator.work();
			return JSON.stringify(simulator.conversions());
		},
	};
}

async function refersionWorld(): Promise<PlatformWorld> {
	const { simulator, withGraph } = await refersion();
	return {
		platform: withGraph,
		setFaults: (faults) => simulator.setFaults(faults),
		held: () => {
			simulator.work();
			return JSON.stringify(simulator.conversions());
		},
	};
}

async function postAffiliateProWorld(): Promise<PlatformWorld> {
	const { simulator, platform } = await postAffiliatePro();
	return {
		platform,
		setFaults: (faults) => simulator.setFaults(faults),
		held: () => JSON.stringify(simulator.transactions()),
	};
}

const IMPACT = { programmeId: '1000', actionType: '2240', affiliate: '10000' };

/** Every platform, and what an order has to name there. */
export const PLATFORM_WORLDS: ReadonlyArray<
	readonly [string, () => Promise<PlatformWorld>, Partial<typeof IMPACT>]
> = [
	['Affise', affiseWorld, { programmeId: '1000' }],
	['Impact', impact, IMPACT],
	['PartnerStack', partnerStack, {}],
	['Post Affiliate Pro', postAffiliateProWorld, {}],
	['Refersion', refersionWorld, { affiliate: 'k9x2' }],
	['Tapfiliate', tapfiliate, {}],
];
