/** Databases bound the number of parameters of a statement; rows go in parts of this size. */
const ROWS_PER_STATEMENT = 500;

/** The list in parts that fit one statement each. */
export function chunks<Entry>(
	entries: readonly Entry[],
	size: number = ROWS_PER_STATEMENT,
): Entry[][] {
	const parts: Entry[][] = [];
	for (let start = 0; start < entries.length; start += size) {
		parts.push(entries.slice(start, start + size));
	}
	return parts;
}
