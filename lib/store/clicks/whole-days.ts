import { addDays, type Instant } from '../../kernel';

/** `from` is inclusive, `to` is not. */
export interface Stretch {
	readonly from: Instant;
	readonly to: Instant;
}

/** A stretch of time as whole days in UTC, and what is left of it before and after them. */
export interface WholeDays {
	/** YYYY-MM-DD, `to` exclusive; null if not one day lies in the stretch as a whole. */
	readonly days: { readonly from: string; readonly to: string } | null;
	readonly edges: readonly Stretch[];
}

/** Parts a stretch so that every moment of it lies in exactly one part. */
export function wholeDays({ from, to }: Stretch): WholeDays {
	if (from >= to) return { days: null, edges: [] };
	const start = midnightOf(from) === from ? from : addDays(midnightOf(from), 1);
	const end = midnightOf(to);
	if (start >= end) return { days: null, edges: [{ from, to }] };
	return {
		days: { from: start.slice(0, 10), to: end.slice(0, 10) },
		edges: [
			{ from, to: start },
			{ from: end, to },
		].filter((edge) => edge.from < edge.to),
	};
}

/** Beginning of the UTC day that the moment lies in. */
export function midnightOf(instant: Instant): Instant {
	return `${instant.slice(0, 10)}T00:00:00.000Z`;
}
