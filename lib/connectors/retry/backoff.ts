/**
 * Exponential wait before the attempt after `attempt` (1 is the first): base, 2 × base, 4 × base …
 * plus up to half of it by jitter (0 up to 1), never above the limit.
 */
export function backoffMilliseconds(
	attempt: number,
	jitter: number,
	limits: { baseMilliseconds: number; longestWaitMilliseconds: number },
): number {
	const doubled = limits.baseMilliseconds * 2 ** (attempt - 1);
	return Math.min(limits.longestWaitMilliseconds, Math.round(doubled * (1 + jitter / 2)));
}
