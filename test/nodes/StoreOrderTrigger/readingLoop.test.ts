import { STORE_EVENT_KINDS } from '../../../lib/model/store-event';
import type { AffiliateStore } from '../../../lib/ports/store';
import { shopifyChanges } from '../../../nodes/shared/storeChanges/shopify';
import {
	startReadingLoop,
	type LoopOptions,
	type LoopReport,
	type ReadingLoop,
} from '../../../nodes/StoreOrderTrigger/readingLoop';
import { startShopifySimulator, type ShopifySimulator } from '../../simulators/shopify';
import { sqliteEngine } from '../../support/stores';
import { shopifyAt, TOKEN } from '../shared/storeChanges/clients';
import { VirtualTime } from '../shared/virtualTime';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CONSUMER = 'workflow-1:node-1';

const engine = sqliteEngine();

let shop: ShopifySimulator;
let store: AffiliateStore;
let time: VirtualTime;
let reports: LoopReport[];
let loops: ReadingLoop[];

beforeEach(async () => {
	shop = await startShopifySimulator({ token: TOKEN });
	store = await engine.open();
	time = new VirtualTime();
	reports = [];
	loops = [];
});

afterEach(async () => {
	for (const loop of loops) await loop.close();
	await shop.close();
});

/** Lets requests over HTTP and the store's work between them come to their end. */
async function still(): Promise<void> {
	let asleep = -1;
	for (let turn = 0; turn < 400; turn += 1) {
		await new Promise((resolve) => setTimeout(resolve, 5));
		if (time.asleep > 0 && time.asleep === asleep) return;
		asleep = time.asleep;
	}
	throw new Error('The loop never came to rest');
}

/** Starts the loop, and lets its first pass end. */
async function start(options: Partial<LoopOptions> = {}): Promise<ReadingLoop> {
	const loop = startReadingLoop({
		connect: async () => await shopifyChanges(shopifyAt(shop.url)),
		inbox: store.inbox,
		sync: store.sync,
		consumer: CONSUMER,
		events: { kinds: STORE_EVENT_KINDS, includeTestOrders: false, extraMetaKeys: [] },
		startAt: null,
		sweepDays: 0,
		clock: time.clock,
		everyMilliseconds: 15 * MINUTE,
		sleep: time.sleep,
		ensureWebhooks: null,
		wake: () => undefined,
		report: (event) => reports.push(event),
		...options,
	});
	loops.push(loop);
	await still();
	return loop;
}

async function pass(milliseconds = 15 * MINUTE): Promise<void> {
	await time.advance(milliseconds);
	await still();
}

/** An order that changed at a moment of the virtual clock. */
function change(id: number, at = time.clock.now()): void {
	// Shopify writes whole seconds.
	const second = `${at.slice(0, 19)}Z`;
	shop.addOrder({ id, createdAt: second, updatedAt: second });
}

async function waiting(): Promise<number> {
	return (await store.inbox.counts(CONSUMER)).waiting;
}

/** The moment from which the orders of the last pass were asked for. */
function askedSince(): string {
	const asked = shop.requests().flatMap(({ body }) => {
		const { variables } = body as { variables?: { filter?: string } };
		return variables?.filter === undefined ? [] : [variables.filter];
	});
	return /'(.+)'/.exec(asked.at(-1) ?? '')?.[1] ?? '';
}

describe('the reading of a store', () => {
	it('begins when the workflow is published', async () => {
		change(1, '2026-11-02T08:50:00.000Z');
		await start();
		expect(await waiting()).toBe(0);
		await time.advance(MINUTE);
		change(2);
		await pass();
		expect(await waiting()).toBe(3);
		expect(reports).toEqual([{ kind: 'repaired', count: 3 }]);
	});

	it('begins earlier where that is wanted', async () => {
		change(1, '2026-10-05T08:00:00.000Z');
		await start({ startAt: '2026-10-01T00:00:00.000Z' });
		expect(await waiting()).toBe(3);
	});

	it('takes nothing in twice, although it reads with overlap', async () => {
		await start();
		await time.advance(MINUTE);
		change(1);
		await pass();
		await pass();
		expect(askedSince()).toBe('2026-11-02T09:00:00Z');
		await pass();
		expect(await waiting()).toBe(3);
		expect(reports).toHaveLength(1);
	});

	it('goes on where it was after a restart, not from the new beginning', async () => {
		await (await start()).close();
		change(1, '2026-11-02T09:30:00.000Z');
		await time.advance(2 * HOUR);
		await start();
		expect(await waiting()).toBe(3);
	});

	it('does nothing new when two read at once', async () => {
		await start();
		await start();
		await time.advance(MINUTE);
		change(1);
		await pass();
		expect(await waiting()).toBe(3);
	});

	it('wakes the pump only when something was missing', async () => {
		let woken = 0;
		await start({ wake: () => (woken += 1) });
		expect(woken).toBe(0);
		change(1);
		await pass();
		await pass();
		expect(woken).toBe(1);
	});

	it('reads soon when the store rings', async () => {
		const loop = await start({ everyMilliseconds: HOUR });
		change(1);
		loop.ring();
		await still();
		expect(await waiting()).toBe(0);
		await pass(3_000);
		expect(await waiting()).toBe(3);
	});
});

describe('the nightly sweep', () => {
	it('reads the last days once more, once in 24 hours', async () => {
		await start({ sweepDays: 3, everyMilliseconds: HOUR });
		await time.advance(2 * DAY);
		await still();
		const since = shop.requests().length;
		expect(since).toBeGreaterThan(0);
		// The index of the shop told of this order a day late.
		change(1, '2026-11-02T20:00:00.000Z');
		change(2);
		await pass(HOUR);
		await pass(DAY);
		expect(await waiting()).toBe(6);
	});

	it('never goes back before the beginning', async () => {
		change(1, '2026-11-01T20:00:00.000Z');
		await start({ sweepDays: 3 });
		await pass(DAY + HOUR);
		expect(await waiting()).toBe(0);
	});
});

describe('an outage of the store', () => {
	const busy = (seconds: string) => ({
		when: () => true,
		then: { answer: { status: 503, headers: { 'retry-after': seconds }, body: {} } },
	});

	it('is told once, keeps the place, and ends with everything that was missed', async () => {
		await start();
		shop.setFaults([busy('1')]);
		change(1, '2026-11-02T09:10:00.000Z');
		await pass();
		await pass();
		await pass(HOUR);
		expect(reports.map(({ kind }) => kind)).toEqual(['failed']);
		shop.setFaults([]);
		await pass(HOUR);
		expect(reports.map(({ kind }) => kind)).toEqual(['failed', 'recovered', 'repaired']);
		expect(await waiting()).toBe(3);
	});

	it('that is over in a moment costs no whole interval', async () => {
		await start({ everyMilliseconds: HOUR });
		shop.setFaults([busy('1')]);
		await pass(HOUR);
		shop.setFaults([]);
		await pass(10_000);
		expect(reports.map(({ kind }) => kind)).toEqual(['failed', 'recovered']);
	});

	it('is waited out for as long as the store says', async () => {
		await start({ everyMilliseconds: MINUTE });
		shop.setFaults([busy('1800')]);
		await pass(MINUTE);
		shop.clearRequests();
		await pass(25 * MINUTE);
		expect(shop.requests()).toEqual([]);
		await pass(6 * MINUTE);
		expect(shop.requests().length).toBeGreaterThan(0);
	});

	it('is not made worse by a store that rings', async () => {
		const loop = await start({ everyMilliseconds: MINUTE });
		shop.setFaults([busy('1800')]);
		await pass(MINUTE);
		shop.clearRequests();
		loop.ring();
		await pass(25 * MINUTE);
		expect(shop.requests()).toEqual([]);
	});
});

describe('the webhooks of a store', () => {
	it('are looked after once an hour', async () => {
		let ensured = 0;
		await start({ ensureWebhooks: async () => void (ensured += 1) });
		for (let quarter = 0; quarter < 8; quarter += 1) await pass();
		expect(ensured).toBe(3);
	});

	it('that cannot be registered are told once, and keep nobody from reading', async () => {
		let isBroken = true;
		await start({
			ensureWebhooks: async () => {
				if (isBroken) throw new Error('no scope');
				await Promise.resolve();
			},
		});
		change(1);
		await pass();
		expect(reports.map(({ kind }) => kind)).toEqual(['unregistered', 'repaired']);
		isBroken = false;
		await pass();
		expect(await waiting()).toBe(3);
	});
});
