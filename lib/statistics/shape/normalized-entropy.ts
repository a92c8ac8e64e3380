import { requireCounts } from '../requirements';

/**
 * Shannon's entropy of counts by category over the most it can be: 0 when all is in one category, 1
 * when every category has the same count. Categories with a count of 0 belong to it; a single
 * category gives 0. Throws `invalid_input` when nothing was counted or a count is negative.
 */
export function normalizedEntropy(counts: readonly number[]): number {
	requireCounts(counts, 'counts');
	if (counts.length === 1) return 0;
	const total = counts.reduce((sum, count) => sum + count, 0);
	const entropy = counts
		.filter((count) => count > 0)
		.reduce((sum, count) => sum - (count / total) * Math.log(count / total), 0);
	return Math.min(1, Math.max(0, entropy / Math.log(counts.length)));
}
