export interface CacheLimits {
	/** How long an answer is used without asking again. */
	readonly freshMilliseconds: number;
	/** How long it may stand in while asking again fails. */
	readonly staleMilliseconds: number;
	readonly maxEntries: number;
}

interface Entry<Value> {
	readonly value: Promise<Value>;
	readonly loadedAt: number;
}

/**
 * Answers by key with a time to live. Callers that ask while a load runs share it. Bounded: the
 * oldest entry goes first, so a flood of made-up keys costs look-ups but no memory.
 */
export class LookUpCache<Value> {
	private readonly entries = new Map<string, Entry<Value>>();

	constructor(
		private readonly limits: CacheLimits,
		private readonly nowMilliseconds: () => number,
	) {}

	/** The cached answer, or that of `load`. Rejects only when there is no usable older answer. */
	async get(key: string, load: () => Promise<Value>): Promise<Value> {
		const known = this.entries.get(key);
		const now = this.nowMilliseconds();
		if (known !== undefined && now - known.loadedAt < this.limits.freshMilliseconds) {
			return await known.value;
		}
		const entry: Entry<Value> = { value: load(), loadedAt: now };
		this.put(key, entry);
		try {
			return await entry.value;
		} catch (error) {
			if (this.entries.get(key) === entry) this.restore(key, known);
			if (known === undefined || now - known.loadedAt > this.limits.staleMilliseconds) throw error;
			return await known.value;
		}
	}

	private put(key: string, entry: Entry<Value>): void {
		this.entries.delete(key);
		this.entries.set(key, entry);
		if (this.entries.size <= this.limits.maxEntries) return;
		const oldest = this.entries.keys().next();
		if (oldest.done !== true) this.entries.delete(oldest.value);
	}

	private restore(key: string, known: Entry<Value> | undefined): void {
		this.entries.delete(key);
		if (known !== undefined) this.put(key, known);
	}
}
