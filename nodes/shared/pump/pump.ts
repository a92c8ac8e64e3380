import { instantFromMilliseconds, toMilliseconds, type Instant } from '../../../lib/kernel';
import type { Clock } from '../../../lib/ports/clock';
import { groupsOf, type Together } from './together';
import type { RunOutcome, Work, WorkQueue } from './work';

export interface PumpOptions<Content> {
	readonly queue: WorkQueue<Content>;
	/** Unique per pump, so that a lease tells whose it is. */
	readonly owner: string;
	/** Starts the workflow with a piece of work and resolves when the run has ended. */
	readonly run: (content: Content) => Promise<RunOutcome>;
	readonly clock: Clock;
	/** Resolves after the time or as soon as the signal aborts; never rejects. */
	readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
	/** How many runs there may be at the same time. */
	readonly parallel: number;
	/** Left out: each piece has a run of its own. */
	readonly together?: Together<Content> | undefined;
	/** Tries before a piece becomes a dead letter. */
	readonly maxAttempts: number;
	readonly report: (event: PumpReport) => void;
	/** Milliseconds between two looks at the queue; a second unless told otherwise. */
	readonly pollMilliseconds?: number;
}

export type PumpReport =
	| { readonly kind: 'storeUnavailable'; readonly step: string; readonly error: unknown }
	| { readonly kind: 'dead'; readonly entryId: string; readonly reason: string };

export interface Pump {
	/** Something new may be waiting: look at once instead of at the next poll. */
	wake(): void;
	/** Takes no more work. Runs that have begun keep their lease and are settled when they end. */
	close(): Promise<void>;
	/** Resolves when the pump is closed and its last run is settled. */
	readonly finished: Promise<void>;
}

const POLL_MILLISECONDS = 1_000;
const LEASE_MILLISECONDS = 20_000;
const RENEW_MILLISECONDS = 5_000;
const SETTLE_TRIES = 5;

/**
 * Hands the work of one queue to its workflow, each piece until its run has succeeded. A piece is
 * leased while it runs: if this process dies, the lease ends and the piece is handed out again, so
 * everything reaches the workflow at least once.
 */
export function startPump<Content>(options: PumpOptions<Content>): Pump {
	const state: PumpState<Content> = {
		options,
		running: new Map(),
		queued: [],
		runs: 0,
		isClosed: false,
		alarm: new AbortController(),
		heartbeat: null,
		isStoreDown: false,
	};
	const claiming = claimUntilClosed(state);
	const finished = claiming.then(async () => {
		await Promise.all([...state.running.values()]);
	});
	return {
		wake: () => ring(state),
		close: async () => {
			state.isClosed = true;
			ring(state);
			await claiming;
		},
		finished,
	};
}

interface PumpState<Content> {
	readonly options: PumpOptions<Content>;
	/** Pieces that are leased, by id: in a run, or queued for one. */
	readonly running: Map<string, Promise<void> | null>;
	/** What was claimed and waits for a place. */
	readonly queued: Array<Array<Work<Content>>>;
	runs: number;
	isClosed: boolean;
	/** Aborted to end the pause between two looks; replaced before each look. */
	alarm: AbortController;
	heartbeat: AbortController | null;
	/** Whether the last look at the store failed, so that an outage is reported once. */
	isStoreDown: boolean;
}

function ring<Content>(state: PumpState<Content>): void {
	state.alarm.abort();
}

async function claimUntilClosed<Content>(state: PumpState<Content>): Promise<void> {
	const { options } = state;
	const most = options.together?.most ?? 1;
	while (!state.isClosed) {
		// Made before looking: what arrives while we look rings this alarm and ends the pause at once.
		state.alarm = new AbortController();
		const free = options.parallel - state.runs;
		const mayClaim = free > 0 && state.queued.length === 0;
		const claimed = mayClaim ? await claim(state, free * most) : [];
		// A lease can end under a run when the machine was asleep; the run still counts.
		const fresh = claimed.filter(({ id }) => !state.running.has(id));
		if (state.isClosed) {
			await releaseAll(state, fresh);
			break;
		}
		for (const group of groupsOf(fresh, options.together)) enqueue(state, group);
		while (state.runs < options.parallel) {
			const group = state.queued.shift();
			if (group === undefined) break;
			begin(state, group);
		}
		const mayHaveMore = claimed.length > 0 && state.runs < options.parallel;
		if (!mayHaveMore) {
			await options.sleep(options.pollMilliseconds ?? POLL_MILLISECONDS, state.alarm.signal);
		}
	}
	await releaseQueued(state);
}

async function releaseQueued<Content>(state: PumpState<Content>): Promise<void> {
	const queued = state.queued.splice(0).flat();
	await releaseAll(state, queued);
	for (const { id } of queued) forget(state, id);
}

async function claim<Content>(
	state: PumpState<Content>,
	limit: number,
): Promise<Array<Work<Content>>> {
	const { queue, owner, clock } = state.options;
	const now = clock.now();
	try {
		const claimed = await queue.claim({ owner, now, leaseUntil: leaseFrom(now), limit });
		state.isStoreDown = false;
		return claimed;
	} catch (error) {
		if (!state.isStoreDown) {
			state.options.report({ kind: 'storeUnavailable', step: 'claim', error });
		}
		state.isStoreDown = true;
		return [];
	}
}

/** Gives back what was claimed while the pump was being closed. */
async function releaseAll<Content>(
	state: PumpState<Content>,
	claimed: ReadonlyArray<Work<Content>>,
): Promise<void> {
	const { queue, owner, clock } = state.options;
	for (const work of claimed) {
		await settle(state, async () => await queue.release(work, owner, clock.now()));
	}
}

function enqueue<Content>(state: PumpState<Content>, group: Array<Work<Content>>): void {
	state.queued.push(group);
	for (const { id } of group) state.running.set(id, null);
	if (state.heartbeat === null || state.heartbeat.signal.aborted) {
		state.heartbeat = new AbortController();
		void keepLeases(state, state.heartbeat.signal);
	}
}

function begin<Content>(state: PumpState<Content>, group: ReadonlyArray<Work<Content>>): void {
	state.runs += 1;
	const settled = runGroup(state, group).finally(() => {
		state.runs -= 1;
		for (const { id } of group) forget(state, id);
		ring(state);
	});
	for (const { id } of group) state.running.set(id, settled);
}

function forget<Content>(state: PumpState<Content>, id: string): void {
	state.running.delete(id);
	if (state.running.size === 0) state.heartbeat?.abort();
}

/** All at once; if that fails, each alone, for one of them must not make the others fail. */
async function runGroup<Content>(
	state: PumpState<Content>,
	group: ReadonlyArray<Work<Content>>,
): Promise<void> {
	const { together, queue, owner, clock } = state.options;
	if (together !== undefined && group.length > 1) {
		const result = await together.run(group.map(({ content }) => content)).catch(() => null);
		if (result?.outcome === 'done') {
			for (const work of group) {
				await settle(state, async () => {
					await queue.settle(work, result, owner, clock.now());
				});
			}
			return;
		}
	}
	for (const [index, work] of group.entries()) {
		if (index > 0 && state.isClosed) return await releaseAll(state, group.slice(index));
		await runAndSettle(state, work);
	}
}

async function runAndSettle<Content>(
	state: PumpState<Content>,
	work: Work<Content>,
): Promise<void> {
	const { options } = state;
	const { queue, owner, clock, report } = options;
	const result = await resultOf(options, work);
	await settle(state, async () => {
		const { isDead } = await queue.settle(work, result, owner, clock.now());
		if (isDead && result.outcome !== 'done') {
			report({ kind: 'dead', entryId: work.id, reason: result.reason });
		}
	});
}

/** What was handed out too often without ever being settled has killed its process. */
async function resultOf<Content>(
	options: PumpOptions<Content>,
	work: Work<Content>,
): Promise<RunOutcome> {
	if (work.attempt > options.maxAttempts) {
		return { outcome: 'dead', reason: 'The tries were used up without a result' };
	}
	try {
		return await options.run(work.content);
	} catch (error) {
		return { outcome: 'retry', reason: error instanceof Error ? error.message : String(error) };
	}
}

/** Writes the result down, patiently: if it cannot, the lease ends and the work runs again. */
async function settle<Content>(
	state: PumpState<Content>,
	write: () => Promise<void>,
): Promise<void> {
	const { sleep, report } = state.options;
	for (let tries = 1; tries <= SETTLE_TRIES; tries += 1) {
		try {
			return await write();
		} catch (error) {
			report({ kind: 'storeUnavailable', step: 'settle', error });
			await sleep(POLL_MILLISECONDS, new AbortController().signal);
		}
	}
}

async function keepLeases<Content>(state: PumpState<Content>, signal: AbortSignal): Promise<void> {
	const { queue, owner, clock, sleep, report } = state.options;
	while (!signal.aborted) {
		await sleep(RENEW_MILLISECONDS, signal);
		if (signal.aborted) return;
		try {
			await queue.renew([...state.running.keys()], owner, leaseFrom(clock.now()));
		} catch (error) {
			report({ kind: 'storeUnavailable', step: 'renew', error });
		}
	}
}

function leaseFrom(now: Instant): Instant {
	return instantFromMilliseconds(toMilliseconds(now) + LEASE_MILLISECONDS);
}
