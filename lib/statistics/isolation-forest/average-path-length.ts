/**
 * c(n) = 2·H(n − 1) − 2(n − 1) ∕ n: mean length of an unsuccessful search in a binary search tree
 * of n rows (Liu, Ting & Zhou 2008, equation 1), with the harmonic number summed rather than
 * approximated.
 */
export function averagePathLength(rows: number): number {
	let harmonic = 0;
	for (let index = rows - 1; index >= 1; index -= 1) harmonic += 1 / index;
	return 2 * harmonic - (2 * (rows - 1)) / rows;
}
