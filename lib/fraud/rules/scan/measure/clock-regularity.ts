import { toMilliseconds, type Instant } from '../../../../kernel';
import { normalizedEntropy } from '../../../../statistics';

/** Gaps shorter than this are one batch that somebody sent together. */
const BATCH_SECONDS = 5;

/** Octaves of seconds, from a few seconds to some days. */
const OCTAVES = 18;

const DAY_SECONDS = 86_400;

/**
 * How evenly the gaps between moments spread over octaves of seconds: near 0 when a clock makes
 * them, well above 0.4 when people come by chance. Null when fewer gaps than asked for are left once
 * batches count as one moment, or when all fall on one time of the day: then only dates are told.
 */
export function gapEntropy(moments: readonly Instant[], minimumGaps: number): number | null {
	const seconds = moments.map((at) => Math.floor(toMilliseconds(at) / 1000)).sort((a, b) => a - b);
	if (new Set(seconds.map((second) => second % DAY_SECONDS)).size <= 1) return null;
	const gaps = seconds
		.slice(1)
		.map((second, index) => second - (seconds[index] ?? second))
		.filter((gap) => gap >= BATCH_SECONDS);
	if (gaps.length < minimumGaps) return null;
	const counts = Array.from({ length: OCTAVES }, () => 0);
	for (const gap of gaps) {
		const octave = Math.min(OCTAVES - 1, Math.floor(Math.log2(gap / BATCH_SECONDS)));
		counts[octave] = (counts[octave] ?? 0) + 1;
	}
	return normalizedEntropy(counts);
}
