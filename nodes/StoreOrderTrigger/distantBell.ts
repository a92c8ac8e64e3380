import type { Clock } from '../../lib/ports/clock';
import type { SyncStore } from '../../lib/ports/sync-store';

/**
 * A webhook that only asks for reading may come to another process than the one that reads, such as a
 * webhook processor of n8n. What it rings there stands in the store, where the reading process looks.
 */
const SCOPE = { system: 'n8n', account: 'webhooks', object: 'ring' } as const;

const FIELD = 'at';

const LOOK_MILLISECONDS = 3_000;

/** Rings for the consumer's reading process, wherever it runs. */
export async function ringFromAfar(
	sync: Pick<SyncStore, 'remember'>,
	consumer: string,
	{ now }: Clock,
): Promise<void> {
	const at = now();
	await sync.remember([{ ...SCOPE, recordKey: consumer, field: FIELD, value: at, at }]);
}

export interface BellOptions {
	readonly sync: Pick<SyncStore, 'recall'>;
	readonly consumer: string;
	readonly ring: () => void;
	/** Resolves after the time or as soon as the signal aborts; never rejects. */
	readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Listens until the returned function is called. What was rung before is no news: a start reads anyway. */
export function listenFromAfar({ sync, consumer, ring, sleep }: BellOptions): () => Promise<void> {
	const closed = new AbortController();
	const lastRing = async (): Promise<string | null> => {
		const [kept] = await sync.recall(SCOPE, [consumer], [FIELD]);
		return kept?.value ?? null;
	};
	const listen = async (): Promise<void> => {
		let heard: string | null | undefined;
		while (!closed.signal.aborted) {
			try {
				const rung = await lastRing();
				if (heard !== undefined && rung !== heard && !closed.signal.aborted) ring();
				heard = rung;
			} catch {
				// A store that does not answer is told of by the pump, which asks it more often.
			}
			await sleep(LOOK_MILLISECONDS, closed.signal);
		}
	};
	const listening = listen();
	return async () => {
		closed.abort();
		await listening;
	};
}
