import { randomFillSync } from 'node:crypto';

/** Calls that one draw from the system serves: a draw costs the same for ten bytes and ten thousand. */
const DRAWS = 1_000;

/** A source of `size` random bytes at a time, none of them given twice. */
export function pooledRandomBytes(size: number): () => Uint8Array {
	const pool = new Uint8Array(size * DRAWS);
	let next = pool.length;
	return () => {
		if (next >= pool.length) {
			randomFillSync(pool);
			next = 0;
		}
		next += size;
		return pool.slice(next - size, next);
	};
}
