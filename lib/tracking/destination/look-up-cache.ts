export interface CacheLimits {
	/** How long an answer is used without asking again. */
	readonly freshMilliseconds: number;
	/** How long it may stand in while asking again fails. */
	readonly staleMilliseconds: number;
	readonly maxEntries: number;
}

interface Entry<Value> {
	readonly value: Promise<Value>;
	readonly askedAt: number;
	/** How often everything had been made stale when it was asked for. */
	readonly generation: number;
	/** When the store last gave this answer. */
	answeredAt: number;
}

/**
 * Answers by key with a time to live. Callers that ask while a load runs share it. Bounded: the
 * oldest entry goes first, so a flood of made-up keys costs look-ups but no memory.
 */
export class LookUpCache<Value> {
	private readonly entries = new Map<string, Entry<Value>>();

	private generation = 0;

	constructor(
		private readonly limits: CacheLimits,
		private readonly nowMilliseconds: () => number,
	) {}

	/** The cached answer, or that of `load`. Rejects only when there is no usable older answer. */
	async get(key: string, load: () => Promise<Value>): Promise<Value> {
		const known = this.entries.get(key);
		const now = this.nowMilliseconds();
		const isFresh =
			known?.generation === this.generation && now - known.askedAt < this.limits.freshMilliseconds;
		if (isFresh) return await known.value;
		const entry: Entry<Value> = {
			value: load().catch(async (error: unknown) => {
				if (known !== undefined && now - known.answeredAt <= this.limits.staleMilliseconds) {
					entry.answeredAt = known.answeredAt;
					return await known.value;
				}
				if (this.entries.get(key) === entry) this.entries.delete(key);
				throw error;
			}),
			askedAt: now,
			generation: this.generation,
			answeredAt: now,
		};
		this.put(key, entry);
		return await entry.value;
	}

	/** Every key is asked for again; while that fails, what was known still stands in. */
	expire(): void {
		this.generation += 1;
	}

	clear(): void {
		this.entries.clear();
	}

	private put(key: string, entry: Entry<Value>): void {
		this.entries.delete(key);
		this.entries.set(key, entry);
		if (this.entries.size <= this.limits.maxEntries) return;
		const oldest = this.entries.keys().next();
		if (oldest.done !== true) this.entries.delete(oldest.value);
	}
}
