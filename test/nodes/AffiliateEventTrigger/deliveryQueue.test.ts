import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addDays, instantFromMilliseconds, toMilliseconds } from '../../../lib/kernel';
import type { ClaimedDelivery, DestinationLimits } from '../../../lib/ports/delivery-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { openSqliteStore } from '../../../lib/store';
import { deliveryQueue } from '../../../nodes/AffiliateEventTrigger/deliveryQueue';
import { startPump, type Pump, type PumpReport } from '../../../nodes/shared/pump/pump';
import type { RunOutcome } from '../../../nodes/shared/pump/work';
import { aDestination, anEvent, happen } from '../../lib/store/delivery-steps';
import { settled, VirtualTime } from '../shared/virtualTime';

const DONE: RunOutcome = { outcome: 'done' };
const AWAY: RunOutcome = { outcome: 'retry', reason: 'the service is away' };
const LIMITS: DestinationLimits = { parallel: 1, startsPerMinute: null, maxAttempts: 30 };
const ID = 'workflow:node';

let folder: string;
let store: AffiliateStore;
let time: VirtualTime;
let pumps: Pump[];
let reports: PumpReport[];
let ran: string[];

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'delivery-queue-'));
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

/** A published trigger whose runs end as the test says. */
async function publish(
	outcomeOf: (name: string) => RunOutcome | Promise<RunOutcome>,
	overrides: Partial<DestinationLimits> = {},
	destinationId = ID,
): Promise<Pump> {
	const limits = { ...LIMITS, ...overrides };
	const { deliveries } = store;
	await deliveries.register(aDestination({ destinationId, limits }), time.clock.now());
	const { parallel, maxAttempts } = limits;
	const pump = startPump<ClaimedDelivery>({
		queue: deliveryQueue({ deliveries, destinationId, maxAttempts, jitter: () => 0 }),
		owner: `owner-${pumps.length}`,
		run: async ({ event }) => {
			const name = String(event.payload.name);
			ran.push(name);
			return await outcomeOf(name);
		},
		clock: time.clock,
		sleep: time.sleep,
		parallel,
		maxAttempts,
		report: (event) => reports.push(event),
	});
	pumps.push(pump);
	return pump;
}

const occur = async (...names: string[]) =>
	await happen(store, ...names.map((name) => anEvent(name, { createdAt: time.clock.now() })));

const counts = async () => await store.deliveries.counts(ID);

describe('the queue of a destination', () => {
	it('takes events from the ledger to the workflow within a second', async () => {
		await publish(() => DONE);
		await occur('a', 'b');
		await time.advance(1_000);
		expect(ran).toEqual(['a', 'b']);
		const { p99 } = await store.deliveries.latency(ID, '2026', '2027');
		expect(p99).toBeLessThanOrEqual(1_000);
	});

	it('leaves a system alone that is away, and goes on when it is back', async () => {
		let isAway = true;
		await publish(() => (isAway ? AWAY : DONE), { parallel: 2 });
		await occur(...Array.from({ length: 40 }, (_, n) => `e${n}`));
		await time.advance(80_000);
		// Five open the breaker, at most one more was under way, and then there are trials.
		expect(ran.length).toBeLessThan(10);
		isAway = false;
		await time.advance(60_000);
		expect(await counts()).toEqual({ waiting: 0, running: 0, completed: 40, dead: 0 });
	});

	it('goes on with the others while one record fails for a reason of its own', async () => {
		await publish((name) => (name === 'bad' ? AWAY : DONE));
		await occur('bad', ...Array.from({ length: 9 }, (_, n) => `e${n}`));
		await time.advance(30_000);
		expect(await counts()).toMatchObject({ waiting: 1, completed: 9 });
	});

	it('keeps to its starts per minute', async () => {
		await publish(() => DONE, { startsPerMinute: 3 });
		await occur(...Array.from({ length: 8 }, (_, n) => `e${n}`));
		await time.advance(59_000);
		expect(ran).toHaveLength(3);
		await time.advance(55_000);
		expect(ran).toHaveLength(6);
	});

	it('is not held up by another destination that never answers', async () => {
		await publish(async () => await new Promise<RunOutcome>(() => undefined), {}, 'slow:node');
		await publish(() => DONE);
		await occur('a', 'b', 'c');
		await time.advance(2_000);
		expect(await counts()).toMatchObject({ completed: 3 });
	});

	it('sets aside what is refused, and tells of it', async () => {
		await publish(() => ({ outcome: 'dead', reason: 'no such field' }));
		await occur('a');
		await time.advance(1_000);
		const [letter] = await store.deliveries.deadLetters({ limit: 9 });
		expect(letter).toMatchObject({ reason: 'no such field', attempts: 1 });
		expect(reports).toEqual([
			{ kind: 'dead', entryId: letter?.deliveryId, reason: 'no such field' },
		]);
	});

	it('sets aside an event that kills every process that runs it', async () => {
		const close = await publish(() => DONE, { maxAttempts: 2 });
		await close.close();
		await occur('poison');
		for (let attempt = 1; attempt <= 2; attempt += 1) {
			const now = time.clock.now();
			const { deliveries } = store;
			const queue = deliveryQueue({
				deliveries,
				destinationId: ID,
				maxAttempts: 2,
				jitter: () => 0,
			});
			const leaseUntil = instantFromMilliseconds(toMilliseconds(now) + 1);
			expect(
				await queue.claim({ owner: `killed-${attempt}`, now, leaseUntil, limit: 1 }),
			).toHaveLength(1);
			await time.advance(1);
		}
		await publish(() => DONE, { maxAttempts: 2 });
		await time.advance(1_000);
		expect(ran).toEqual([]);
		expect((await counts()).dead).toBe(1);
	});

	it('settles what runs when it is closed, and begins nothing more', async () => {
		let end: (outcome: RunOutcome) => void = () => undefined;
		const pump = await publish(
			async () =>
				await new Promise((resolve) => {
					end = resolve;
				}),
		);
		await occur('a', 'b');
		await time.advance(1_000);
		await pump.close();
		await time.advance(60_000);
		expect(await counts()).toMatchObject({ running: 1, waiting: 1 });
		end(DONE);
		await settled();
		await pump.finished;
		expect(await counts()).toMatchObject({ completed: 1, waiting: 1 });
		expect(ran).toEqual(['a']);
	});

	it('says that it is there, and removes what was delivered long ago', async () => {
		const pump = await publish(() => DONE);
		await occur('a');
		await time.advance(1_000);
		await pump.close();
		const since = time.clock.now();
		const { deliveries } = store;
		const queue = deliveryQueue({ deliveries, destinationId: ID, maxAttempts: 2, jitter: () => 0 });
		const look = async (days: number) => {
			const now = addDays(since, days);
			await queue.claim({ owner: 'later', now, leaseUntil: now, limit: 1 });
			const [destination] = await store.deliveries.destinations();
			return [destination?.lastSeenAt, destination?.counts.completed];
		};
		expect(await look(1)).toEqual([addDays(since, 1), 1]);
		expect(await look(91)).toEqual([addDays(since, 91), 0]);
	});
});
