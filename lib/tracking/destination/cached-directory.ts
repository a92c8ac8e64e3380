import type { LinkDirectory } from './link-directory';
import { LookUpCache, type CacheLimits } from './look-up-cache';

/** Links, programmes and affiliates change by the hand of people; a few seconds late is soon. */
export const DIRECTORY_CACHE_LIMITS: CacheLimits = {
	freshMilliseconds: 5_000,
	staleMilliseconds: 600_000,
	maxEntries: 10_000,
};

/**
 * A directory that remembers its answers for a few seconds, "no such record" included, so that a
 * click costs one insert. While the store does not answer, what was known last stands in.
 */
export function cachedDirectory(
	directory: LinkDirectory,
	nowMilliseconds: () => number,
	limits: CacheLimits = DIRECTORY_CACHE_LIMITS,
): LinkDirectory {
	const cache = <Value>(): LookUpCache<Value> => new LookUpCache<Value>(limits, nowMilliseconds);
	const links = cache<Awaited<ReturnType<LinkDirectory['linkByCode']>>>();
	const programmes = cache<Awaited<ReturnType<LinkDirectory['programme']>>>();
	const lists = cache<Awaited<ReturnType<LinkDirectory['programmes']>>>();
	const affiliates = cache<Awaited<ReturnType<LinkDirectory['affiliate']>>>();
	return {
		linkByCode: async (code) =>
			await links.get(code.toLowerCase(), async () => await directory.linkByCode(code)),
		programme: async (id) =>
			await programmes.get(`id:${id}`, async () => await directory.programme(id)),
		programmeByCode: async (code) =>
			await programmes.get(
				`code:${code.toLowerCase()}`,
				async () => await directory.programmeByCode(code),
			),
		programmes: async (limit) =>
			await lists.get(String(limit), async () => await directory.programmes(limit)),
		affiliate: async (id) =>
			await affiliates.get(`id:${id}`, async () => await directory.affiliate(id)),
		affiliateByCode: async (code) =>
			await affiliates.get(
				`code:${code.toLowerCase()}`,
				async () => await directory.affiliateByCode(code),
			),
	};
}
