import type { Click } from '../../model/click';
import { BatchLane } from './batch-lane';
import type { ClickSpool } from './click-spool';
import { replaySpool } from './replay';
import type { Scheduler } from '../timing/scheduler';
import { withTimeLimit } from '../timing/with-time-limit';

export interface GroupCommitLimits {
	/** Clicks written in one transaction at most. */
	readonly maxBatch: number;
	/** Clicks waiting for the store; more go to the spool at once. */
	readonly maxQueue: number;
	/** Clicks waiting for the spool; more are refused, for memory has an end. */
	readonly maxSpoolQueue: number;
	/** How long a visitor waits for the store before the spool takes the click. */
	readonly commitMilliseconds: number;
	/** How long the store is left alone after it failed. */
	readonly retryMilliseconds: number;
}

export const GROUP_COMMIT_LIMITS: GroupCommitLimits = {
	maxBatch: 500,
	maxQueue: 5_000,
	maxSpoolQueue: 50_000,
	commitMilliseconds: 2_000,
	retryMilliseconds: 2_000,
};

/** For the log. */
export interface GroupCommitEvents {
	/** The store did not take a batch, or not in time. */
	readonly onStoreFailed?: (error: unknown, clickCount: number) => void;
	readonly onReplayed?: (clickCount: number) => void;
	/** Spooled clicks could not be brought in; it is tried again. */
	readonly onReplayFailed?: (error: unknown) => void;
}

export interface GroupCommitParts {
	/** Makes clicks durable in one transaction; a click id it knows is left as it is. */
	readonly commit: (clicks: readonly Click[]) => Promise<void>;
	readonly spool: ClickSpool;
	readonly scheduler: Scheduler;
	readonly limits?: GroupCommitLimits;
	readonly events?: GroupCommitEvents;
}

/**
 * Makes clicks durable together: what arrives while one transaction runs goes into the next.
 * A store that fails, hangs or falls behind costs no click: the batch goes to the spool and is
 * replayed from there once the store works again. A batch given up after the time limit may
 * still succeed; its replay then changes nothing, because click ids are unique.
 */
export class GroupCommit {
	private readonly limits: GroupCommitLimits;

	private readonly storeLane: BatchLane;

	private readonly spoolLane: BatchLane;

	private isStoreTrusted = true;

	/** Given up after the time limit and not settled yet. */
	private hangingCommits = 0;

	private cancelWake: (() => void) | null = null;

	private replaying: Promise<number> | null = null;

	private isClosed = false;

	constructor(private readonly parts: GroupCommitParts) {
		this.limits = parts.limits ?? GROUP_COMMIT_LIMITS;
		const { maxBatch, maxQueue, maxSpoolQueue } = this.limits;
		const { scheduler, spool } = parts;
		this.storeLane = new BatchLane(
			async (clicks) => await this.writeToStore(clicks),
			{ maxBatch, maxQueue },
			scheduler,
		);
		this.spoolLane = new BatchLane(
			async (clicks) => await spool.append(clicks),
			{ maxBatch, maxQueue: maxSpoolQueue },
			scheduler,
		);
	}

	/**
	 * Resolves when the click is durable, in the store or in the spool. Rejects only when neither
	 * can take it.
	 */
	async submit(click: Click): Promise<void> {
		const isForStore = this.isStoreTrusted && !this.storeLane.isFull;
		if (!isForStore) this.wakeLater();
		await (isForStore ? this.storeLane : this.spoolLane).submit(click);
	}

	/**
	 * Brings spooled clicks into the store now and returns how many it took. Rejects when it takes
	 * none of a batch.
	 */
	async replay(): Promise<number> {
		this.replaying ??= this.replayOnce().finally(() => {
			this.replaying = null;
		});
		return await this.replaying;
	}

	/** Ends the retries. Clicks still in the spool are replayed by whoever opens it next. */
	close(): void {
		this.isClosed = true;
		this.cancelWake?.();
		this.cancelWake = null;
	}

	private async writeToStore(clicks: readonly Click[]): Promise<void> {
		if (this.isStoreTrusted && this.hangingCommits === 0) {
			try {
				await this.commitInTime(clicks);
				return;
			} catch (error) {
				this.parts.events?.onStoreFailed?.(error, clicks.length);
			}
		}
		this.isStoreTrusted = false;
		this.wakeLater();
		await this.parts.spool.append(clicks);
	}

	private async commitInTime(clicks: readonly Click[]): Promise<void> {
		let isSettled = false;
		const work = this.parts.commit(clicks).finally(() => {
			isSettled = true;
		});
		try {
			await withTimeLimit(work, this.limits.commitMilliseconds, this.parts.scheduler);
		} catch (error) {
			if (!isSettled) this.waitFor(work);
			throw error;
		}
	}

	/** No second transaction is sent after one that hangs. */
	private waitFor(work: Promise<void>): void {
		this.hangingCommits += 1;
		const settle = (): void => {
			this.hangingCommits -= 1;
		};
		work.then(settle, settle);
	}

	private async replayOnce(): Promise<number> {
		const { storedCount, refusedCount } = await replaySpool(
			this.parts.spool,
			async (clicks) => await this.commitInTime(clicks),
			this.limits.maxBatch,
		);
		if (storedCount > 0) this.parts.events?.onReplayed?.(storedCount);
		if (refusedCount > 0) this.wakeLater();
		return storedCount;
	}

	private wakeLater(): void {
		if (this.cancelWake !== null || this.isClosed) return;
		this.cancelWake = this.parts.scheduler.after(this.limits.retryMilliseconds, () => {
			this.cancelWake = null;
			this.wake();
		});
	}

	/** The store gets another try, by the next click and by what is in the spool. */
	private wake(): void {
		if (this.hangingCommits > 0) {
			this.wakeLater();
			return;
		}
		this.isStoreTrusted = true;
		this.replay().catch((error: unknown) => {
			this.parts.events?.onReplayFailed?.(error);
			this.wakeLater();
		});
	}
}
