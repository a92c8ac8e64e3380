/** Which campaigns are run; one in CI. */
export const SEEDS = (process.env['CHAOS_SEEDS'] ?? '1')
	.split(',')
	.map(Number)
	.filter((seed) => Number.isSafeInteger(seed));

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let value = Math.imul(state ^ (state >>> 15), state | 1);
		value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
		return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
	};
}
