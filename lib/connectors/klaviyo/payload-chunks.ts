/**
 * Consecutive pieces of at most `count` entries and, as JSON, at most `bytes` bytes; an entry that is
 * larger on its own stands alone.
 */
export function inPayloads<Entry>(
	entries: readonly Entry[],
	limits: { readonly count: number; readonly bytes: number },
	bodyOf: (entry: Entry) => unknown,
): Entry[][] {
	const payloads: Entry[][] = [];
	let size = 0;
	for (const entry of entries) {
		const own = new TextEncoder().encode(JSON.stringify(bodyOf(entry))).length + 1;
		const last = payloads.at(-1);
		if (last === undefined || last.length >= limits.count || size + own > limits.bytes) {
			payloads.push([entry]);
			size = own;
		} else {
			last.push(entry);
			size += own;
		}
	}
	return payloads;
}
