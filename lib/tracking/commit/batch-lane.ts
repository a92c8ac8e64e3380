import { AffiliateError } from '../../kernel';
import type { Click } from '../../model/click';
import type { Scheduler } from '../timing/scheduler';

interface Waiting {
	readonly click: Click;
	readonly resolve: () => void;
	readonly reject: (error: unknown) => void;
}

export interface LaneLimits {
	readonly maxBatch: number;
	readonly maxQueue: number;
}

/**
 * Gathers clicks that arrive while the previous batch is being written, and writes them together:
 * one batch at a time, in order of arrival, none waiting longer than the write before it.
 */
export class BatchLane {
	private queue: Waiting[] = [];

	private isBusy = false;

	constructor(
		private readonly write: (clicks: readonly Click[]) => Promise<void>,
		private readonly limits: LaneLimits,
		private readonly scheduler: Scheduler,
	) {}

	get isFull(): boolean {
		return this.queue.length >= this.limits.maxQueue;
	}

	/** Resolves once the click's batch is written. Rejects with `click_queue_full` when full. */
	async submit(click: Click): Promise<void> {
		if (this.isFull) {
			throw new AffiliateError('More clicks are waiting than can be kept in memory', {
				code: 'click_queue_full',
				hint: 'The disk is slower than clicks arrive: check it and the load of this machine.',
			});
		}
		await new Promise<void>((resolve, reject) => {
			this.queue.push({ click, resolve, reject });
			this.pump();
		});
	}

	private pump(): void {
		if (this.isBusy || this.queue.length === 0) return;
		this.isBusy = true;
		this.scheduler.soon(() => void this.writeBatch());
	}

	private async writeBatch(): Promise<void> {
		const batch = this.queue.slice(0, this.limits.maxBatch);
		this.queue = this.queue.slice(batch.length);
		try {
			await this.write(batch.map(({ click }) => click));
			for (const { resolve } of batch) resolve();
		} catch (error) {
			for (const { reject } of batch) reject(error);
		} finally {
			this.isBusy = false;
			this.pump();
		}
	}
}
