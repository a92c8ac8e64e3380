import { AffiliateError, millisecondsBetween, type Instant } from '../../lib/kernel';
import { reconcileOnce, type ReconcileOptions } from './reconcile';

export type LoopReport =
	| { readonly kind: 'failed'; readonly error: unknown }
	| { readonly kind: 'recovered' }
	| { readonly kind: 'repaired'; readonly count: number }
	| { readonly kind: 'unreadable'; readonly recordId: string; readonly reason: string }
	| { readonly kind: 'unregistered'; readonly error: unknown };

export interface LoopOptions extends ReconcileOptions {
	readonly everyMilliseconds: number;
	readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
	/** Sees to it that the store still sends its webhooks; once an hour. Null where there are none. */
	readonly ensureWebhooks: (() => Promise<void>) | null;
	/** Called when events came in that nobody has been told of. */
	readonly wake: () => void;
	readonly report: (event: LoopReport) => void;
}

export interface ReadingLoop {
	/** Reads soon, whatever the interval: the store said that there is news. */
	ring(): void;
	/**
	 * Stops. Resolves when nothing runs any more, or after a few seconds: a request to a store that hangs
	 * must not hold up n8n, and what it brings in the end does no harm.
	 */
	close(): Promise<void>;
}

const LONGEST_CLOSE_MILLISECONDS = 5_000;

const HOUR_MILLISECONDS = 3_600_000;
const LONGEST_BACKOFF_MILLISECONDS = HOUR_MILLISECONDS;

/** Most failures are over in a moment; only an outage is worth waiting for. */
const FIRST_BACKOFF_MILLISECONDS = 5_000;

/** A webhook of Magento comes before its change can be read. */
const AFTER_RING_MILLISECONDS = 3_000;

/** How many unreadable records are remembered, so that each is told of once. */
const MOST_TOLD = 10_000;

/** Reads the store again and again, one pass at a time, until it is closed. */
export function startReadingLoop(options: LoopOptions): ReadingLoop {
	const loop = new Loop(options);
	const running = loop.run();
	return {
		ring: () => loop.ring(),
		close: async () => {
			loop.stop();
			const patience = new AbortController();
			const late = options.sleep(LONGEST_CLOSE_MILLISECONDS, patience.signal);
			await Promise.race([running, late]);
			patience.abort();
			await late;
		},
	};
}

class Loop {
	private isStopped = false;

	private isRung = false;

	private pause = new AbortController();

	private failures = 0;

	private ensuredAt: Instant | null = null;

	private isUnregistered = false;

	private readonly told = new Set<string>();

	constructor(private readonly options: LoopOptions) {}

	ring(): void {
		this.isRung = true;
		// During an outage the store is left alone until the wait is over.
		if (this.failures === 0) this.pause.abort();
	}

	stop(): void {
		this.isStopped = true;
		this.pause.abort();
	}

	async run(): Promise<void> {
		while (!this.isStopped) {
			await this.ensure();
			const waitMilliseconds = await this.pass();
			if (this.isStopped) return;
			await this.rest(waitMilliseconds);
		}
	}

	private async rest(milliseconds: number): Promise<void> {
		if (!this.isRung || this.failures > 0) await this.sleep(milliseconds);
		if (!this.isRung || this.isStopped) return;
		this.isRung = false;
		await this.sleep(AFTER_RING_MILLISECONDS);
	}

	private async sleep(milliseconds: number): Promise<void> {
		if (this.isStopped) return;
		this.pause = new AbortController();
		await this.options.sleep(milliseconds, this.pause.signal);
	}

	/** One pass; gives how long to wait for the next. */
	private async pass(): Promise<number> {
		const { everyMilliseconds, report, wake } = this.options;
		try {
			const { repaired, unreadable } = await reconcileOnce(this.options, () => this.isStopped);
			if (this.failures > 0) report({ kind: 'recovered' });
			this.failures = 0;
			if (repaired > 0) {
				report({ kind: 'repaired', count: repaired });
				wake();
			}
			for (const { recordId, reason } of unreadable) this.tell(recordId, reason);
			return everyMilliseconds;
		} catch (error) {
			this.failures += 1;
			// Pages before the one that failed may have brought something.
			wake();
			if (this.failures === 1) report({ kind: 'failed', error });
			const backoff = Math.min(
				FIRST_BACKOFF_MILLISECONDS * 2 ** Math.min(this.failures - 1, 20),
				Math.max(LONGEST_BACKOFF_MILLISECONDS, everyMilliseconds),
			);
			return Math.max(backoff, retryAfterOf(error));
		}
	}

	private tell(recordId: string, reason: string): void {
		if (this.told.has(recordId)) return;
		if (this.told.size < MOST_TOLD) this.told.add(recordId);
		this.options.report({ kind: 'unreadable', recordId, reason });
	}

	/** A failure keeps nobody from reading, and is told of once until it went well again. */
	private async ensure(): Promise<void> {
		const { clock, ensureWebhooks, report } = this.options;
		if (ensureWebhooks === null) return;
		const now = clock.now();
		if (this.ensuredAt !== null) {
			if (millisecondsBetween(this.ensuredAt, now) < HOUR_MILLISECONDS) return;
		}
		this.ensuredAt = now;
		try {
			await ensureWebhooks();
			this.isUnregistered = false;
		} catch (error) {
			this.ensuredAt = null;
			if (!this.isUnregistered) report({ kind: 'unregistered', error });
			this.isUnregistered = true;
		}
	}
}

function retryAfterOf(error: unknown): number {
	if (!(error instanceof AffiliateError)) return 0;
	const wait: unknown = error.details['retryAfterMilliseconds'];
	return typeof wait === 'number' && wait > 0 ? Math.min(wait, HOUR_MILLISECONDS * 24) : 0;
}
