import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { IExecuteFunctions } from 'n8n-workflow';
import { HubSpotClient, HubSpotConnector } from '../../lib/connectors/hubspot';
import { TapfiliatePlatform } from '../../lib/connectors/tapfiliate';
import { isDone } from '../../lib/connectors/affiliate-platform';
import { money } from '../../lib/kernel';
import type { MirroredOrder } from '../../lib/mapping/affiliate-platform';
import type { ClaimedDelivery } from '../../lib/ports/delivery-store';
import type { HttpPort } from '../../lib/ports/http';
import type { AffiliateStore } from '../../lib/ports/store';
import { openSqliteStore } from '../../lib/store';
import { deliveryQueue } from '../../nodes/AffiliateEventTrigger/deliveryQueue';
import { PlatformMemory } from '../../nodes/AffiliatePlatform/sending/memory';
import { mirror } from '../../nodes/AffiliatePlatform/sending/mirror';
import { tapfiliate } from '../../nodes/AffiliatePlatform/platforms/tapfiliate';
import type { RunOutcome } from '../../nodes/shared/pump/work';
import { createProperties, purchase, SETTINGS, TOKEN } from '../contracts/hubspot-harness';
import { conversion } from '../contracts/platform-writes';
import { aDestination, anEvent, happen } from '../lib/store/delivery-steps';
import { startHubSpotSimulator } from '../simulators/hubspot';
import { startTapfiliateSimulator } from '../simulators/tapfiliate';
import { axiosHttpPort } from '../support/axios-http-port';
import { startFaultyVendor, type FaultyVendor } from './faulty-vendor';
import { noteOutcome } from './outcome';
import { randomOf, SEEDS } from './seeds';

const CUSTOMERS = 10;
const START = Date.parse('2026-11-20T09:00:00.000Z');
const LEASE_MILLISECONDS = 60_000;
const TIMEOUT_MILLISECONDS = 150;
const FAULTY_SHARE = 0.25;

let folder: string;
let store: AffiliateStore;
const closing: Array<() => Promise<void>> = [];

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'affiliate-chaos-'));
	const clock = { now: () => new Date(START).toISOString() };
	store = await openSqliteStore({ file: path.join(folder, 'workspace.sqlite'), clock });
});

afterEach(async () => {
	for (const close of closing.splice(0)) await close();
	await store.close();
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** No real pauses; only what nobody answers takes its time. */
const connection = (baseUrl: string, headers: Record<string, string>) => {
	const axios = axiosHttpPort(headers);
	const http: HttpPort = {
		request: async (request) =>
			await axios.request({ ...request, timeoutMilliseconds: TIMEOUT_MILLISECONDS }),
	};
	return { http, sleeper: { sleep: () => Promise.resolve() }, jitter: () => 0, baseUrl };
};

interface Told {
	readonly customer: number;
	readonly order: number;
	readonly left: number;
}

/** For each customer three orders, some of which are given back in part or whole; as the ledger writes them. */
async function tellStory(random: () => number): Promise<Map<string, number>> {
	const left = new Map<string, number>();
	let number = 0;
	for (let customer = 0; customer < CUSTOMERS; customer += 1) {
		for (let order = 0; order < 3; order += 1) {
			const states = [10_000, ...(random() < 0.5 ? [6_000] : []), ...(random() < 0.2 ? [0] : [])];
			for (const now of states) {
				number += 1;
				const payload: Told = { customer, order, left: now };
				const aggregateId = `customer-${customer}`;
				await happen(store, anEvent(String(number), { aggregateId, payload: { ...payload } }));
				left.set(orderIdOf(payload), now);
			}
		}
	}
	return left;
}

const orderIdOf = ({ customer, order }: Told): string => `o${customer}-${order}`;

type Run = (told: Told) => Promise<RunOutcome>;

/**
 * Gives everything to `run` as the trigger does, under a clock that jumps to whatever is due next. Of some runs nobody
 * hears again: their process was killed, before or after the work.
 */
async function deliverAll(run: Run, random: () => number): Promise<{ runs: number; dead: number }> {
	const limits = { parallel: 4, startsPerMinute: null, maxAttempts: 60 };
	const destination = aDestination({ limits });
	const { destinationId } = destination;
	const from = new Date(0).toISOString();
	await store.deliveries.register(destination, new Date(START).toISOString(), from);
	const queue = deliveryQueue({
		deliveries: store.deliveries,
		destinationId,
		maxAttempts: limits.maxAttempts,
		jitter: random,
	});
	let runs = 0;
	let now = START;
	const at = () => new Date(now).toISOString();
	for (;;) {
		const leaseUntil = new Date(now + LEASE_MILLISECONDS).toISOString();
		const claimed = await queue.claim({ owner: 'chaos', now: at(), leaseUntil, limit: 4 });
		await Promise.all(
			claimed.map(async (work) => {
				runs += 1;
				if (random() < 0.05) return;
				const outcome = await run(toldBy(work.content)).catch((): RunOutcome => ({
					outcome: 'retry',
					reason: 'The run failed',
				}));
				if (random() < 0.05) return;
				await queue.settle(work, outcome, 'chaos', at());
			}),
		);
		const { waiting, running, dead } = await store.deliveries.counts(destinationId);
		if (waiting + running === 0) return { runs, dead };
		now += claimed.length === 0 ? 120_000 : 1_000;
	}
}

const toldBy = ({ event }: ClaimedDelivery): Told => event.payload as unknown as Told;

/** As the workflows end: what would be refused again is set aside, everything else is tried again. */
function runOutcome(ended: {
	readonly isDone: boolean;
	readonly reason: string | null;
	readonly retryable: boolean;
	readonly retryAfterMilliseconds: number | null;
}): RunOutcome {
	if (ended.isDone) return { outcome: 'done' };
	const { retryable, retryAfterMilliseconds } = ended;
	const reason = ended.reason ?? '';
	if (!retryable) return { outcome: 'dead', reason };
	return { outcome: 'retry', reason, retryAfterMilliseconds };
}

const strikesOf = ({ struck }: FaultyVendor): number =>
	[...struck.values()].reduce((sum, count) => sum + count, 0);

/** Names that are there too often. */
const repeated = (names: readonly string[]): number => names.length - new Set(names).size;

describe.each(SEEDS)('effects at a slow and lying vendor, campaign %i', (seed) => {
	it('are in HubSpot once, each contact, deal and tie', async () => {
		const random = randomOf(seed);
		const simulator = await startHubSpotSimulator({ token: TOKEN, limits: { burst: 100_000 } });
		closing.push(async () => await simulator.close());
		const headers = { authorization: `Bearer ${TOKEN}` };
		await createProperties(new HubSpotClient(connection(simulator.url, headers)));
		const faulty = await startFaultyVendor(simulator.url, FAULTY_SHARE, random);
		closing.push(async () => await faulty.close());
		const left = await tellStory(random);
		const { dead } = await deliverAll(async (told) => {
			const client = new HubSpotClient(connection(faulty.url, headers));
			const connector = new HubSpotConnector(client, SETTINGS);
			const lifetimeValue = { amount: (told.left / 100 + told.order).toFixed(2), currency: 'EUR' };
			const email = `buyer${told.customer}@example.com`;
			const [outcome] = await connector.syncPurchases([
				purchase(email, orderIdOf(told), { orderCount: told.order + 1, lifetimeValue }),
			]);
			if (outcome === undefined) throw new Error('No outcome');
			const isSynced = ['created', 'updated', 'unchanged'].includes(outcome.outcome);
			return runOutcome({ ...outcome, isDone: isSynced });
		}, random);
		const deals = simulator.deals().map(({ properties }) => properties['external_order_key'] ?? '');
		const contacts = simulator.contacts().map(({ properties }) => properties['email'] ?? '');
		const ties = simulator.associations();
		const outcome = noteOutcome({
			fault: 'HubSpot slow, lying, cut; runs killed',
			seed,
			struck: strikesOf(faulty),
			acknowledged: left.size,
			lost: left.size - new Set(deals).size,
			twice: repeated(deals) + repeated(contacts),
		});
		expect(outcome).toMatchObject({ lost: 0, twice: 0 });
		expect(dead).toBe(0);
		expect(new Set(contacts).size).toBe(CUSTOMERS);
		expect(ties).toHaveLength(left.size);
		for (const { properties } of simulator.contacts()) {
			const customer = /\d+/.exec(properties['email'] ?? '')?.[0] ?? '';
			const last = left.get(`o${customer}-2`) ?? 0;
			expect(Number(properties['affiliate_lifetime_value'])).toBe(last / 100 + 2);
		}
		expect(outcome.struck).toBeGreaterThan(30);
	});

	it('are in Tapfiliate once, each order with what is left of it', async () => {
		const random = randomOf(seed);
		const simulator = await startTapfiliateSimulator({ apiKey: 'tap-key' });
		closing.push(async () => await simulator.close());
		simulator.addProgramme({ id: 'main', title: 'Main programme' });
		simulator.addAffiliate({ id: 'joli', email: 'jo@example.com' });
		const faulty = await startFaultyVendor(simulator.url, FAULTY_SHARE, random);
		closing.push(async () => await faulty.close());
		const left = await tellStory(random);
		const memory = new WorkspaceMemory(store);
		const { dead } = await deliverAll(async (told) => {
			const api = connection(faulty.url, { 'X-Api-Key': 'tap-key' });
			const { outcome } = await mirror({
				platform: new TapfiliatePlatform({ api }),
				memory,
				order: orderToMirror(told),
				resendsUnanswered: false,
			});
			return runOutcome({ ...outcome, isDone: isDone(outcome) });
		}, random);
		const there = simulator
			.conversions()
			.map(({ external_id: id, amount }) => [String(id), Number(amount) * 100] as const);
		const wanted = [...left].filter(([, minor]) => minor > 0);
		const ids = there.map(([id]) => id);
		const outcome = noteOutcome({
			fault: 'Tapfiliate slow, lying, cut; runs killed',
			seed,
			struck: strikesOf(faulty),
			acknowledged: left.size,
			lost: wanted.filter(([id]) => !ids.includes(id)).length,
			twice: repeated(ids) + ids.filter((id) => left.get(id) === 0).length,
		});
		expect(outcome).toMatchObject({ lost: 0, twice: 0 });
		expect(dead).toBe(0);
		expect(Object.fromEntries(there)).toEqual(Object.fromEntries(wanted));
		expect(outcome.struck).toBeGreaterThan(30);
	});
});

/** What the workspace remembers of the account, outside n8n. */
class WorkspaceMemory extends PlatformMemory {
	constructor(private readonly workspace: AffiliateStore) {
		super({ getNode: () => ({}) } as unknown as IExecuteFunctions, tapfiliate);
	}

	override async store(): Promise<AffiliateStore> {
		return await Promise.resolve(this.workspace);
	}
}

function orderToMirror(told: Told): MirroredOrder {
	const left = money(BigInt(told.left), 'EUR');
	return {
		conversion: conversion({ orderId: orderIdOf(told), amount: left }),
		whole: money(10_000n, 'EUR'),
		left,
		nothingBecause: told.left === 0 ? 'refunded' : null,
		revision: `revision-${told.left}`,
	};
}
