import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InboxStore } from '../../../lib/ports/inbox-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { openSqliteStore } from '../../../lib/store';
import type { Pump, PumpReport } from '../../../nodes/shared/pump/pump';
import type { RunOutcome } from '../../../nodes/shared/pump/work';
import { startInboxPump, type InboxPumpOptions } from '../../../nodes/shared/pump/inboxPump';
import { settled, VirtualTime } from './virtualTime';

const CONSUMER = 'workflow:node';
const DONE: RunOutcome = { outcome: 'done' };

let folder: string;
let store: AffiliateStore;
let time: VirtualTime;
let pumps: Pump[];
let reports: PumpReport[];
let ran: string[];

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'inbox-pump-'));
	time = new VirtualTime();
	store = await openSqliteStore({ file: path.join(folder, 'store.sqlite'), clock: time.clock });
	pumps = [];
	reports = [];
	ran = [];
});

afterEach(async () => {
	await Promise.all(pumps.map(async (pump) => await pump.close()));
	await store.close();
	await rm(folder, { recursive: true });
});

function start(options: Partial<InboxPumpOptions> = {}): Pump {
	const pump = startInboxPump({
		inbox: store.inbox,
		consumer: CONSUMER,
		owner: `owner-${pumps.length}`,
		run: async (payload) => {
			ran.push(payload);
			return DONE;
		},
		clock: time.clock,
		sleep: time.sleep,
		parallel: 1,
		maxAttempts: 3,
		report: (event) => reports.push(event),
		...options,
	});
	pumps.push(pump);
	return pump;
}

async function receive(...payloads: string[]): Promise<void> {
	for (const payload of payloads) {
		await store.inbox.receive([
			{
				eventId: `evt-${payload}`,
				consumer: CONSUMER,
				kind: 'order.paid',
				contentHash: payload,
				deliveryKey: null,
				payload,
				receivedAt: time.clock.now(),
			},
		]);
	}
}

/** A run that ends when the test says so. */
function heldRuns() {
	const endings = new Map<string, (outcome: RunOutcome) => void>();
	const run = async (payload: string): Promise<RunOutcome> => {
		ran.push(payload);
		return await new Promise((resolve) => endings.set(payload, resolve));
	};
	const end = async (payload: string, outcome: RunOutcome = DONE) => {
		endings.get(payload)?.(outcome);
		await settled();
	};
	return { run, end };
}

const counts = async () => await store.inbox.counts(CONSUMER);

describe('the inbox pump', () => {
	it('gives entries to the workflow in the order they came, each once', async () => {
		await receive('a', 'b', 'c');
		start();
		await time.advance(10_000);
		expect(ran).toEqual(['a', 'b', 'c']);
		expect(await counts()).toEqual({ waiting: 0, claimed: 0, done: 3, dead: 0 });
	});

	it('waits for a run to end before the next begins', async () => {
		const held = heldRuns();
		await receive('a', 'b');
		start({ run: held.run });
		await time.advance(3_000);
		expect(ran).toEqual(['a']);
		await held.end('a');
		expect(ran).toEqual(['a', 'b']);
		await held.end('b');
	});

	it('runs as many at the same time as it may, and no more', async () => {
		const held = heldRuns();
		await receive('a', 'b', 'c');
		start({ run: held.run, parallel: 2 });
		await time.advance(3_000);
		expect(ran).toEqual(['a', 'b']);
		await held.end('b');
		expect(ran).toEqual(['a', 'b', 'c']);
		await held.end('a');
		await held.end('c');
		expect((await counts()).done).toBe(3);
	});

	it('starts at once when it is woken, and by itself within a second', async () => {
		const pump = start();
		await settled();
		await receive('woken');
		pump.wake();
		await settled();
		expect(ran).toEqual(['woken']);
		await receive('polled');
		await time.advance(1_000);
		expect(ran).toEqual(['woken', 'polled']);
	});

	it('tries again after five seconds, then thirty, then sets the entry aside', async () => {
		await receive('a');
		start({
			run: async (payload) => {
				ran.push(`${payload} at ${time.clock.now().slice(14, 19)}`);
				return { outcome: 'retry', reason: 'the workflow ended as error' };
			},
		});
		await time.advance(120_000);
		expect(ran).toEqual(['a at 00:00', 'a at 00:05', 'a at 00:35']);
		expect((await counts()).dead).toBe(1);
		expect(reports).toEqual([
			{ kind: 'dead', entryId: 'evt-a', reason: 'the workflow ended as error' },
		]);
	});

	it('treats a run that throws as one to try again', async () => {
		await receive('a');
		start({
			run: async () => {
				ran.push('a');
				if (ran.length === 1) throw new Error('n8n could not start it');
				return DONE;
			},
		});
		await time.advance(10_000);
		expect(ran).toEqual(['a', 'a']);
		expect((await counts()).done).toBe(1);
	});

	it('lets others go on while one waits for its next try', async () => {
		await receive('bad', 'good');
		start({
			run: async (payload) => {
				ran.push(payload);
				return payload === 'bad' ? { outcome: 'retry', reason: 'no' } : DONE;
			},
		});
		await time.advance(2_000);
		expect(ran).toEqual(['bad', 'good']);
	});

	it('sets aside at once what can never run', async () => {
		await receive('a');
		start({ run: async () => ({ outcome: 'dead', reason: 'not an order' }) });
		await time.advance(1_000);
		expect((await counts()).dead).toBe(1);
	});

	it('keeps the lease of a long run, so that nobody else runs it too', async () => {
		const held = heldRuns();
		await receive('a');
		start({ run: held.run });
		await time.advance(1_000);
		start();
		await time.advance(120_000);
		expect(ran).toEqual(['a']);
		await held.end('a');
		expect((await counts()).done).toBe(1);
	});

	it('hands out again what a killed process had', async () => {
		await receive('a');
		await store.inbox.claim({
			consumer: CONSUMER,
			owner: 'killed',
			now: time.clock.now(),
			leaseUntil: new Date(Date.parse(time.clock.now()) + 20_000).toISOString(),
			limit: 1,
		});
		start();
		await time.advance(19_000);
		expect(ran).toEqual([]);
		await time.advance(2_000);
		expect(ran).toEqual(['a']);
		expect((await counts()).done).toBe(1);
	});

	it('sets aside an entry that kills every process that runs it', async () => {
		await receive('poison');
		for (let attempt = 1; attempt <= 3; attempt += 1) {
			const now = time.clock.now();
			const claim = { consumer: CONSUMER, owner: `killed-${attempt}`, now, limit: 1 };
			await store.inbox.claim({ ...claim, leaseUntil: now });
			await time.advance(1);
		}
		start();
		await time.advance(1_000);
		expect(ran).toEqual([]);
		expect((await counts()).dead).toBe(1);
	});

	it('takes nothing more once it is closed, but settles what runs', async () => {
		const held = heldRuns();
		await receive('a', 'b');
		const pump = start({ run: held.run });
		await time.advance(1_000);
		await pump.close();
		await time.advance(60_000);
		expect(await counts()).toEqual({ waiting: 1, claimed: 1, done: 0, dead: 0 });
		await held.end('a');
		await pump.finished;
		expect(await counts()).toEqual({ waiting: 1, claimed: 0, done: 1, dead: 0 });
		expect(ran).toEqual(['a']);
		expect(time.asleep).toBe(0);
	});

	it('gives back what it claimed while it was being closed', async () => {
		await receive('a');
		let letClaim: () => void = () => undefined;
		const slow: Pick<InboxStore, 'claim' | 'renew' | 'complete' | 'fail'> = {
			...store.inbox,
			claim: async (request) => {
				await new Promise<void>((resolve) => {
					letClaim = resolve;
				});
				return await store.inbox.claim(request);
			},
		};
		const pump = start({ inbox: slow });
		await settled();
		const closing = pump.close();
		letClaim();
		await closing;
		expect(ran).toEqual([]);
		expect(await counts()).toEqual({ waiting: 1, claimed: 0, done: 0, dead: 0 });
	});

	it('outlives an outage of its store and tells of it once', async () => {
		await receive('a');
		let isDown = true;
		start({
			inbox: {
				...store.inbox,
				claim: async (request) => {
					if (isDown) throw new Error('database is away');
					return await store.inbox.claim(request);
				},
			},
		});
		await time.advance(5_000);
		expect(reports).toEqual([expect.objectContaining({ kind: 'storeUnavailable', step: 'claim' })]);
		isDown = false;
		await time.advance(1_000);
		expect(ran).toEqual(['a']);
	});

	it('writes the result down a little later when the store is away for a moment', async () => {
		await receive('a');
		let failures = 2;
		start({
			inbox: {
				...store.inbox,
				complete: async (eventId, now) => {
					failures -= 1;
					if (failures >= 0) throw new Error('database is away');
					await store.inbox.complete(eventId, now);
				},
			},
		});
		await time.advance(5_000);
		expect(ran).toEqual(['a']);
		expect((await counts()).done).toBe(1);
	});
});

describe('the inbox pump with several entries in one run', () => {
	/** Entries are named by key and number: `a1` and `a2` must not run together; `!` runs alone. */
	const together = (
		outcomes: Readonly<Record<string, RunOutcome>> = {},
		most = 3,
	): Pick<InboxPumpOptions, 'together'> => ({
		together: {
			most,
			keysOf: (payload) => (payload.startsWith('!') ? null : [payload.charAt(0)]),
			run: async (payloads) => {
				ran.push(payloads.join('+'));
				return await Promise.resolve(outcomes[payloads.join('+')] ?? DONE);
			},
		},
	});

	it('gives neighbours to one run, as many as it may', async () => {
		await receive('a', 'b', 'c', 'd', 'e');
		start(together());
		await time.advance(10_000);
		expect(ran).toEqual(['a+b+c', 'd+e']);
		expect(await counts()).toEqual({ waiting: 0, claimed: 0, done: 5, dead: 0 });
	});

	it('never puts entries into one run that share a key, and keeps their order', async () => {
		await receive('a1', 'b1', 'a2', '!x', 'a3', 'c1');
		start(together({}, 9));
		await time.advance(10_000);
		expect(ran).toEqual(['a1+b1', 'a2', '!x', 'a3+c1']);
		expect(await counts()).toEqual({ waiting: 0, claimed: 0, done: 6, dead: 0 });
	});

	it('makes a run that failed again with each entry alone, so that only the bad one is left', async () => {
		const failed: RunOutcome = { outcome: 'retry', reason: 'one of them is odd' };
		await receive('a', 'b', 'c');
		start({
			...together({ 'a+b+c': failed }),
			run: async (payload) => {
				ran.push(payload);
				return await Promise.resolve(payload === 'b' ? failed : DONE);
			},
		});
		await time.advance(1_000);
		expect(ran).toEqual(['a+b+c', 'a', 'b', 'c']);
		expect(await counts()).toEqual({ waiting: 1, claimed: 0, done: 2, dead: 0 });
	});

	it('runs what failed before alone', async () => {
		const failed: RunOutcome = { outcome: 'retry', reason: 'not yet' };
		let tries = 0;
		await receive('a');
		start({
			...together(),
			run: async (payload) => {
				ran.push(payload);
				tries += 1;
				return await Promise.resolve(tries === 1 ? failed : DONE);
			},
		});
		await time.advance(1_000);
		await receive('b', 'c');
		await time.advance(60_000);
		expect(ran).toEqual(['a', 'b+c', 'a']);
	});

	it('makes no more runs at the same time than it may, and gives back what waits when it is closed', async () => {
		let end: (outcome: RunOutcome) => void = () => undefined;
		await receive('a1', 'b1', 'a2', 'a3');
		const pump = start({
			together: {
				most: 4,
				keysOf: (payload) => [payload.charAt(0)],
				run: async (payloads) => {
					ran.push(payloads.join('+'));
					return await new Promise((resolve) => (end = resolve));
				},
			},
		});
		await time.advance(3_000);
		expect(ran).toEqual(['a1+b1']);
		expect(await counts()).toMatchObject({ waiting: 0, claimed: 4 });
		await time.advance(60_000);
		expect(await counts()).toMatchObject({ claimed: 4 });
		await pump.close();
		expect(await counts()).toMatchObject({ waiting: 2, claimed: 2 });
		end(DONE);
		await pump.finished;
		expect(await counts()).toEqual({ waiting: 2, claimed: 0, done: 2, dead: 0 });
		expect(ran).toEqual(['a1+b1']);
	});

	it('goes on with each alone when a run of several could not even begin', async () => {
		await receive('a', 'b');
		start({
			together: {
				most: 4,
				keysOf: (payload) => [payload],
				run: async () => await Promise.reject(new Error('n8n is shutting down')),
			},
		});
		await time.advance(1_000);
		expect(ran).toEqual(['a', 'b']);
		expect(await counts()).toMatchObject({ done: 2 });
	});
});
