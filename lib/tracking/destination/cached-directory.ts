import type { Scheduler } from '../timing/scheduler';
import { withTimeLimit } from '../timing/with-time-limit';
import type { LinkDirectory } from './link-directory';
import { LookUpCache, type CacheLimits } from './look-up-cache';

/** Whoever sees that something has changed makes it stale; this is for what nobody saw. */
export const DIRECTORY_CACHE_LIMITS: CacheLimits = {
	freshMilliseconds: 60_000,
	staleMilliseconds: 600_000,
	maxEntries: 10_000,
};

/** How long a visitor waits for a look-up. */
const LOOK_UP_MILLISECONDS = 3_000;

/** Time for the cache: the present moment and time limits. */
export interface DirectoryTiming {
	readonly nowMilliseconds: () => number;
	readonly scheduler: Scheduler;
}

/** Look-ups that are remembered. */
export interface CachedDirectory extends LinkDirectory {
	/** Asks for every record again; while the store does not answer, what was known still stands in. */
	expire(): void;
}

/**
 * A directory that remembers its answers, "no such record" included, so that a click costs one
 * insert. While the store does not answer, what was known last stands in.
 */
export function cachedDirectory(
	directory: LinkDirectory,
	{ nowMilliseconds, scheduler }: DirectoryTiming,
	limits: CacheLimits = DIRECTORY_CACHE_LIMITS,
): CachedDirectory {
	const caches: Array<{ expire(): void }> = [];
	const cached = <Value>(
		keyOf: (key: string) => string,
		load: (key: string) => Promise<Value>,
	): ((key: string) => Promise<Value>) => {
		const cache = new LookUpCache<Value>(limits, nowMilliseconds);
		caches.push(cache);
		return async (key) =>
			await cache.get(
				keyOf(key),
				async () => await withTimeLimit(load(key), LOOK_UP_MILLISECONDS, scheduler),
			);
	};
	const exactly = (key: string): string => key;
	const withoutCase = (key: string): string => key.toLowerCase();
	const programmes = cached(exactly, async (limit) => await directory.programmes(Number(limit)));
	return {
		linkByCode: cached(withoutCase, async (code) => await directory.linkByCode(code)),
		programme: cached(exactly, async (id) => await directory.programme(id)),
		programmeByCode: cached(withoutCase, async (code) => await directory.programmeByCode(code)),
		programmes: async (limit) => await programmes(String(limit)),
		affiliate: cached(exactly, async (id) => await directory.affiliate(id)),
		affiliateByCode: cached(withoutCase, async (code) => await directory.affiliateByCode(code)),
		expire: () => {
			for (const cache of caches) cache.expire();
		},
	};
}
