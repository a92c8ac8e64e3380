/** |found ∕ expected − 1|; where 0 is expected, the distance from it. */
export function relativeError(found: number, expected: number): number {
	if (found === expected) return 0;
	return expected === 0 ? Math.abs(found) : Math.abs(found / expected - 1);
}
