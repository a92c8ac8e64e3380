import { Draws } from '../../scripts/simulate/random';

/** Which campaigns are run; one in CI. */
export const SEEDS = (process.env['CHAOS_SEEDS'] ?? '1')
	.split(',')
	.map(Number)
	.filter((seed) => Number.isSafeInteger(seed));

/** Numbers from 0 to 1 that are the same for the same seed. */
export function randomOf(seed: number): () => number {
	const draws = new Draws(seed);
	return () => draws.next();
}
