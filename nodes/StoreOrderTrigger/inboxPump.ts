import { instantFromMilliseconds, toMilliseconds, type Instant } from '../../lib/kernel';
import type { Clock } from '../../lib/ports/clock';
import type { ClaimedEntry, InboxStore } from '../../lib/ports/inbox-store';
import { retryAt } from './retrySchedule';

/** How the run that an entry started ended. */
export type RunOutcome =
	| { readonly outcome: 'done' }
	| { readonly outcome: 'retry'; readonly reason: string }
	| { readonly outcome: 'dead'; readonly reason: string };

export interface InboxPumpOptions {
	readonly inbox: Pick<InboxStore, 'claim' | 'renew' | 'complete' | 'fail'>;
	readonly consumer: string;
	/** Unique per pump, so that a lease tells whose it is. */
	readonly owner: string;
	/** Starts the workflow with an entry and resolves when the run has ended. */
	readonly run: (payload: string) => Promise<RunOutcome>;
	readonly clock: Clock;
	/** Resolves after the time or as soon as the signal aborts; never rejects. */
	readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
	/** How many entries may run at the same time. */
	readonly parallel: number;
	/** Tries before an entry becomes a dead letter. */
	readonly maxAttempts: number;
	readonly report: (event: PumpReport) => void;
}

export type PumpReport =
	| { readonly kind: 'storeUnavailable'; readonly step: string; readonly error: unknown }
	| { readonly kind: 'dead'; readonly entryId: string; readonly reason: string };

export interface InboxPump {
	/** Something new may be waiting: look at once instead of at the next poll. */
	wake(): void;
	/** Takes no more entries. Runs that have begun keep their lease and are settled when they end. */
	close(): Promise<void>;
	/** Resolves when the pump is closed and its last run is settled. */
	readonly finished: Promise<void>;
}

const POLL_MILLISECONDS = 1_000;
const LEASE_MILLISECONDS = 20_000;
const RENEW_MILLISECONDS = 5_000;
const SETTLE_TRIES = 5;

/**
 * Hands the entries of one consumer to its workflow, oldest first, each until its run has
 * succeeded. An entry is leased while it runs: if this process dies, the lease ends and the entry
 * is handed out again, so every event reaches the workflow at least once.
 */
export function startInboxPump(options: InboxPumpOptions): InboxPump {
	const state: PumpState = {
		options,
		running: new Map(),
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

interface PumpState {
	readonly options: InboxPumpOptions;
	readonly running: Map<string, Promise<void>>;
	isClosed: boolean;
	/** Aborted to end the pause between two looks; replaced before each look. */
	alarm: AbortController;
	heartbeat: AbortController | null;
	/** Whether the last look at the store failed, so that an outage is reported once. */
	isStoreDown: boolean;
}

function ring(state: PumpState): void {
	state.alarm.abort();
}

async function claimUntilClosed(state: PumpState): Promise<void> {
	const { options, running } = state;
	while (!state.isClosed) {
		// Made before looking: what arrives while we look rings this alarm and ends the pause at once.
		state.alarm = new AbortController();
		const free = options.parallel - running.size;
		const claimed = free > 0 ? await claim(state, free) : [];
		if (state.isClosed) return await release(state, claimed);
		for (const entry of claimed) begin(state, entry);
		const mayHaveMore = claimed.length > 0 && running.size < options.parallel;
		if (!mayHaveMore) await options.sleep(POLL_MILLISECONDS, state.alarm.signal);
	}
}

async function claim(state: PumpState, limit: number): Promise<ClaimedEntry[]> {
	const { inbox, consumer, owner, clock } = state.options;
	const now = clock.now();
	try {
		const leaseUntil = leaseFrom(now);
		const claimed = await inbox.claim({ consumer, owner, now, leaseUntil, limit });
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
async function release(state: PumpState, claimed: readonly ClaimedEntry[]): Promise<void> {
	const { inbox, clock } = state.options;
	for (const { eventId } of claimed) {
		await settle(state, async () => await inbox.fail(eventId, 'The trigger stopped', clock.now()));
	}
}

function begin(state: PumpState, entry: ClaimedEntry): void {
	// A lease can end under a run when the machine was asleep; the run still counts.
	if (state.running.has(entry.eventId)) return;
	const settled = runAndSettle(state, entry).finally(() => {
		state.running.delete(entry.eventId);
		if (state.running.size === 0) state.heartbeat?.abort();
		ring(state);
	});
	state.running.set(entry.eventId, settled);
	if (state.heartbeat === null || state.heartbeat.signal.aborted) {
		state.heartbeat = new AbortController();
		void keepLeases(state, state.heartbeat.signal);
	}
}

async function runAndSettle(state: PumpState, entry: ClaimedEntry): Promise<void> {
	const { options } = state;
	const { inbox, clock, maxAttempts } = options;
	const result = await resultOf(options, entry);
	await settle(state, async () => {
		const now = clock.now();
		if (result.outcome === 'done') return await inbox.complete(entry.eventId, now);
		const isLast = result.outcome === 'dead' || entry.attempt >= maxAttempts;
		await inbox.fail(entry.eventId, result.reason, isLast ? null : retryAt(now, entry.attempt));
		if (isLast) options.report({ kind: 'dead', entryId: entry.eventId, reason: result.reason });
	});
}

/** An entry that was handed out too often without ever being settled has killed its process. */
async function resultOf(options: InboxPumpOptions, entry: ClaimedEntry): Promise<RunOutcome> {
	if (entry.attempt > options.maxAttempts) {
		return { outcome: 'dead', reason: 'The tries were used up without a result' };
	}
	try {
		return await options.run(entry.payload);
	} catch (error) {
		return { outcome: 'retry', reason: error instanceof Error ? error.message : String(error) };
	}
}

/** Writes the result down, patiently: if it cannot, the lease ends and the entry runs again. */
async function settle(state: PumpState, write: () => Promise<void>): Promise<void> {
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

async function keepLeases(state: PumpState, signal: AbortSignal): Promise<void> {
	const { inbox, owner, clock, sleep, report } = state.options;
	while (!signal.aborted) {
		await sleep(RENEW_MILLISECONDS, signal);
		if (signal.aborted) return;
		try {
			await inbox.renew([...state.running.keys()], owner, leaseFrom(clock.now()));
		} catch (error) {
			report({ kind: 'storeUnavailable', step: 'renew', error });
		}
	}
}

function leaseFrom(now: Instant): Instant {
	return instantFromMilliseconds(toMilliseconds(now) + LEASE_MILLISECONDS);
}
