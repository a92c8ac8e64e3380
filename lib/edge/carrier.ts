import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { AffiliateStore } from '../ports/store';
import type { StoreLocation } from '../store';
import type { CarrierNews, CarrierOrder } from './carrier-thread';
import { ClickCarrier } from './click-carrier';
import type { KeepingEvents } from './click-keeper';

/** How long a thread that ended by itself is left alone. */
const RESTART_MILLISECONDS = 1_000;

/** Brings journalled clicks into the store until it is closed. */
export interface Carrier {
	close(): Promise<void>;
}

export interface CarrierParts extends CarrierOrder {
	/** Of this thread; for where there is no other. */
	readonly clicks: AffiliateStore['clicks'];
	readonly location: StoreLocation;
	readonly events: KeepingEvents;
}

/** A carrier in a thread of its own; in this one where the package runs from its source. */
export function startCarrier({ clicks, location, folder, events }: CarrierParts): Carrier {
	const script = join(__dirname, 'carrier-thread.js');
	if (!existsSync(script)) return new ClickCarrier(clicks, folder, events);
	return new CarrierThread(script, { location, folder }, events);
}

/** Starts the thread again when it ends by itself: what it had not carried is still in its files. */
class CarrierThread implements Carrier {
	private worker: Worker;

	private timer: NodeJS.Timeout | null = null;

	private isClosed = false;

	constructor(
		private readonly script: string,
		private readonly order: CarrierOrder,
		private readonly events: KeepingEvents,
	) {
		this.worker = this.start();
	}

	async close(): Promise<void> {
		this.isClosed = true;
		if (this.timer !== null) clearTimeout(this.timer);
		const { worker } = this;
		if (worker.threadId < 0) return;
		const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
		worker.postMessage('close');
		await ended;
	}

	private start(): Worker {
		const worker = new Worker(this.script, { workerData: this.order });
		// Must not keep the process; and what it prints is said by its news.
		worker.unref();
		worker.on('message', (news: CarrierNews) => this.hear(news));
		worker.on('error', (error) =>
			this.events.onTrouble?.('The thread that stores clicks has failed', error),
		);
		worker.on('exit', () => {
			if (this.isClosed) return;
			this.timer = setTimeout(() => {
				this.worker = this.start();
			}, RESTART_MILLISECONDS);
			this.timer.unref();
		});
		return worker;
	}

	private hear(news: CarrierNews): void {
		if (news.kind === 'carried') this.events.onCarried?.(news.count);
		else this.events.onTrouble?.(news.message, news.reason);
	}
}
