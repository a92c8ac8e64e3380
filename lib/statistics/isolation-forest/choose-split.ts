/**
 * Rows of one tree, one feature after the other: value of row r is `values[feature * rows + r]`.
 */
export interface TreeSample {
	readonly rows: number;
	readonly features: number;
	readonly values: Float64Array;
}

/** Rows whose feature is below the value go left; both sides get some. */
export interface Split {
	readonly feature: number;
	readonly value: number;
}

/** A range may be this much narrower than its numbers and still be cut at eight digits. */
const NARROW = 1e-5;

/**
 * A random feature among those that are not constant in the node, cut uniformly between its least
 * and its greatest value. Null when all rows of the node are the same. `features` holds every
 * feature once and is reordered.
 */
export function chooseSplit(
	sample: TreeSample,
	node: Uint32Array,
	features: Uint32Array,
	random: () => number,
): Split | null {
	for (let left = features.length; left > 0; left -= 1) {
		const pick = Math.floor(random() * left);
		const feature = features[pick] ?? 0;
		let least = Infinity;
		let greatest = -Infinity;
		for (const row of node) {
			const value = sample.values[feature * sample.rows + row] ?? 0;
			if (value < least) least = value;
			if (value > greatest) greatest = value;
		}
		if (least < greatest) return { feature, value: cut(least, greatest, random()) };
		features[pick] = features[left - 1] ?? 0;
		features[left - 1] = feature;
	}
	return null;
}

/** A value above `least` and not above `greatest`, so that neither side stays empty. */
function cut(least: number, greatest: number, at: number): number {
	const exact = least * (1 - at) + greatest * at;
	// Eight digits halve a stored forest; they are taken where the range is wide enough for them.
	const isWide = greatest / 2 - least / 2 > NARROW * Math.max(Math.abs(least), Math.abs(greatest));
	const value = isWide ? Number(exact.toPrecision(8)) : exact;
	return value > least && value <= greatest ? value : greatest;
}
