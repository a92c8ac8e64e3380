import fc from 'fast-check';
import type { Click } from '../../../lib/model/click';
import { GroupCommit, type GroupCommitLimits } from '../../../lib/tracking';
import { aClick } from '../../support/builders/registry';
import { MemoryClicks, MemorySpool, TestScheduler } from '../../support/tracking';

const LIMITS: GroupCommitLimits = {
	maxBatch: 3,
	maxQueue: 5,
	maxSpoolQueue: 100,
	commitMilliseconds: 1_000,
	retryMilliseconds: 2_000,
};

function clicks(count: number, prefix = 'clk'): Click[] {
	return Array.from({ length: count }, (_, index) => aClick({ clickId: `${prefix}_${index}` }));
}

interface Parts {
	store: MemoryClicks;
	spool: MemorySpool;
	scheduler: TestScheduler;
	commit: GroupCommit;
	submitAll: (list: readonly Click[]) => Promise<Array<'durable' | string>>;
	outcomes: Map<string, string>;
}

function parts(limits: Partial<GroupCommitLimits> = {}): Parts {
	const store = new MemoryClicks();
	const spool = new MemorySpool();
	const scheduler = new TestScheduler();
	const outcomes = new Map<string, string>();
	const commit = new GroupCommit({
		commit: async (list) => await store.append(list),
		spool,
		scheduler,
		limits: { ...LIMITS, ...limits },
	});
	const submit = async (click: Click): Promise<string> => {
		const outcome = await commit.submit(click).then(
			() => 'durable',
			(error: unknown) => (error as { code: string }).code,
		);
		outcomes.set(click.clickId, outcome);
		return outcome;
	};
	const submitAll = async (list: readonly Click[]): Promise<string[]> =>
		await Promise.all(list.map(submit));
	return { store, spool, scheduler, commit, submitAll, outcomes };
}

describe('a working store', () => {
	test('takes clicks that come together in bounded batches', async () => {
		const { store, scheduler, submitAll, spool } = parts();
		const done = submitAll(clicks(5));
		await scheduler.settle();
		expect(await done).toEqual(Array.from({ length: 5 }, () => 'durable'));
		expect(store.batches).toEqual([3, 2]);
		expect(spool.size).toBe(0);
	});

	test('leaves no timer behind', async () => {
		const { scheduler, submitAll } = parts();
		const done = submitAll(clicks(2));
		await scheduler.settle();
		await done;
		expect(scheduler.waiting).toBe(0);
	});

	test('acknowledges a click only after it is stored', async () => {
		const { store, scheduler, submitAll, outcomes } = parts();
		store.behave = () => 'hang';
		const done = submitAll(clicks(1));
		await scheduler.settle();
		expect(outcomes.size).toBe(0);
		store.releaseHanging();
		await done;
		expect(store.kept.size).toBe(1);
	});

	test('gathers in the next batch what arrives during a slow one', async () => {
		const { store, scheduler, submitAll } = parts();
		store.behave = () => 'hang';
		const first = submitAll(clicks(1, 'first'));
		await scheduler.settle();
		store.behave = () => 'take';
		const second = submitAll(clicks(3, 'second'));
		await scheduler.settle();
		store.releaseHanging();
		await scheduler.settle();
		await Promise.all([first, second]);
		expect(store.batches).toEqual([1, 3]);
	});
});

describe('a store that fails', () => {
	test('costs no click: the batch is spooled, acknowledged and replayed', async () => {
		const { store, spool, scheduler, submitAll } = parts();
		store.behave = () => 'fail';
		const done = submitAll(clicks(2));
		await scheduler.settle();
		expect(await done).toEqual(['durable', 'durable']);
		expect([store.kept.size, spool.size]).toEqual([0, 2]);
		store.behave = () => 'take';
		await scheduler.advance(LIMITS.retryMilliseconds);
		expect([store.kept.size, spool.size]).toEqual([2, 0]);
	});

	test('is left alone for a while, so that visitors do not wait for it', async () => {
		const { store, scheduler, submitAll, spool } = parts();
		let tries = 0;
		store.behave = () => {
			tries += 1;
			return 'fail';
		};
		for (const batch of ['a', 'b', 'c']) {
			const done = submitAll(clicks(1, batch));
			await scheduler.settle();
			await done;
		}
		expect([tries, spool.size]).toEqual([1, 3]);
	});

	test('keeps one bad record from blocking the others', async () => {
		const { store, spool, scheduler, submitAll } = parts();
		store.behave = (list) => (list.some(({ clickId }) => clickId === 'clk_1') ? 'fail' : 'take');
		const done = submitAll(clicks(3));
		await scheduler.settle();
		await done;
		await scheduler.advance(LIMITS.retryMilliseconds);
		expect([...store.kept.keys()]).toEqual(['clk_0', 'clk_2']);
		expect(spool.segments.flat().map(({ clickId }) => clickId)).toEqual(['clk_1']);
	});

	test('together with a full disk is the only way to a refusal', async () => {
		const { store, spool, scheduler, submitAll } = parts();
		store.behave = () => 'fail';
		spool.isBroken = true;
		const done = submitAll(clicks(1));
		await scheduler.settle();
		expect(await done).toEqual(['disk_full']);
	});
});

describe('a store that hangs', () => {
	test('is given up after the time limit and gets no second transaction', async () => {
		const { store, spool, scheduler, submitAll } = parts();
		let tries = 0;
		store.behave = () => {
			tries += 1;
			return 'hang';
		};
		const done = submitAll(clicks(2));
		await scheduler.advance(LIMITS.commitMilliseconds);
		expect(await done).toEqual(['durable', 'durable']);
		const later = submitAll(clicks(2, 'later'));
		await scheduler.advance(LIMITS.retryMilliseconds);
		await later;
		expect([tries, spool.size]).toEqual([1, 4]);
	});

	test('and takes the batch late after all stores each click once', async () => {
		const { store, spool, scheduler, submitAll } = parts();
		store.behave = () => 'hang';
		const done = submitAll(clicks(2));
		await scheduler.advance(LIMITS.commitMilliseconds);
		await done;
		store.behave = () => 'take';
		store.releaseHanging();
		await scheduler.advance(LIMITS.retryMilliseconds);
		expect([store.kept.size, spool.size]).toEqual([2, 0]);
	});

	test('with a full queue sends what comes to the spool at once', async () => {
		const { store, spool, scheduler, submitAll } = parts();
		store.behave = () => 'hang';
		const done = submitAll(clicks(8));
		await scheduler.settle();
		expect(spool.size).toBe(3);
		await scheduler.advance(LIMITS.commitMilliseconds);
		await done;
		expect(spool.size).toBe(8);
	});
});

describe('clicks of a process that died', () => {
	test('are brought in by the next one', async () => {
		const { store, spool, scheduler, commit } = parts();
		await spool.append(clicks(7));
		const replayed = commit.replay();
		await scheduler.settle();
		expect(await replayed).toBe(7);
		expect(store.batches).toEqual([3, 3, 1]);
	});

	test('wait when the store does not work yet', async () => {
		const { store, spool, scheduler, commit } = parts();
		await spool.append(clicks(2));
		store.behave = () => 'fail';
		const outcome = commit.replay().catch((error: unknown) => error);
		await scheduler.settle();
		expect(await outcome).toMatchObject({ code: 'store_busy' });
		expect(spool.size).toBe(2);
	});
});

test('a closed group commit tries nothing more', async () => {
	const { store, scheduler, submitAll, commit } = parts();
	store.behave = () => 'fail';
	const done = submitAll(clicks(1));
	await scheduler.settle();
	await done;
	commit.close();
	expect(scheduler.waiting).toBe(0);
});

test('whatever the store does, every acknowledged click is stored or spooled, and in the end stored once', async () => {
	const step = fc.oneof(
		fc.record({ kind: fc.constant('submit' as const), count: fc.integer({ min: 1, max: 7 }) }),
		fc.record({ kind: fc.constant('wait' as const), count: fc.integer({ min: 0, max: 3_000 }) }),
		fc.record({ kind: fc.constant('release' as const), count: fc.constant(0) }),
	);
	const behaviour = fc.constantFrom('take' as const, 'fail' as const, 'hang' as const);
	await fc.assert(
		fc.asyncProperty(
			fc.array(step, { minLength: 1, maxLength: 10 }),
			fc.array(behaviour, { minLength: 1, maxLength: 10 }),
			async (steps, behaviours) => {
				const { store, spool, scheduler, submitAll, commit, outcomes } = parts();
				let call = 0;
				store.behave = () => behaviours[call++ % behaviours.length] ?? 'take';
				const submitted: Click[] = [];
				for (const [index, { kind, count }] of steps.entries()) {
					if (kind === 'submit') {
						const list = clicks(count, `s${index}`);
						submitted.push(...list);
						void submitAll(list);
					} else if (kind === 'wait') await scheduler.advance(count);
					else store.releaseHanging();
				}
				await scheduler.advance(LIMITS.commitMilliseconds);
				await scheduler.advance(LIMITS.commitMilliseconds);
				const durable = new Set([
					...store.kept.keys(),
					...spool.segments.flat().map(({ clickId }) => clickId),
				]);
				for (const [clickId, outcome] of outcomes) {
					expect(outcome).toBe('durable');
					expect(durable).toContain(clickId);
				}
				store.behave = () => 'take';
				store.releaseHanging();
				for (let round = 0; round < 4; round += 1) {
					await scheduler.advance(LIMITS.retryMilliseconds);
				}
				expect(outcomes.size).toBe(submitted.length);
				expect([...store.kept.keys()].sort()).toEqual(
					submitted.map(({ clickId }) => clickId).sort(),
				);
				expect(spool.size).toBe(0);
				commit.close();
			},
		),
		{ numRuns: 150 },
	);
}, 60_000);
