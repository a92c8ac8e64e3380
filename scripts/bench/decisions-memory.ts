import process from 'node:process';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const SAMPLE_MILLISECONDS = 5;

/**
 * Highest resident memory of the process above what it had at the start. A thread of its own looks,
 * for a database that answers at once leaves no timer a chance; and the system's own peak is one that
 * a process inherits from who started it.
 */
export class PeakMemory {
	readonly #peak = new BigInt64Array(new SharedArrayBuffer(8));
	readonly #worker: Worker;
	#before = 0;

	private constructor() {
		this.#worker = new Worker(new URL(import.meta.url), { workerData: this.#peak });
	}

	static async start(): Promise<PeakMemory> {
		const memory = new PeakMemory();
		await new Promise((resolve) => memory.#worker.once('message', resolve));
		memory.#before = process.memoryUsage.rss();
		return memory;
	}

	/** In bytes. */
	async stop(): Promise<number> {
		await this.#worker.terminate();
		const seen = Math.max(Number(Atomics.load(this.#peak, 0)), process.memoryUsage.rss());
		return Math.max(0, seen - this.#before);
	}
}

function watch(peak: BigInt64Array): void {
	const look = (): void => {
		const rss = BigInt(process.memoryUsage.rss());
		if (rss > Atomics.load(peak, 0)) Atomics.store(peak, 0, rss);
	};
	look();
	setInterval(look, SAMPLE_MILLISECONDS);
	parentPort?.postMessage('watching');
}

if (!isMainThread && workerData instanceof BigInt64Array) watch(workerData);
