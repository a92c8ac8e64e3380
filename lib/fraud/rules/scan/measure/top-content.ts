import type { LeadFact } from '../../../facts/affiliate-facts';

/** The most common contents of leads; the smaller hash of two equally common ones. */
export function topContent(
	leads: readonly LeadFact[],
): { readonly contentHash: string; readonly count: number } | null {
	const counts = new Map<string, number>();
	for (const { contentHash } of leads) counts.set(contentHash, (counts.get(contentHash) ?? 0) + 1);
	const [top] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
	return top === undefined ? null : { contentHash: top[0], count: top[1] };
}
