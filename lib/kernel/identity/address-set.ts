import { addressRange, readAddress } from './address-range';

interface Interval {
	readonly first: bigint;
	readonly last: bigint;
}

/** Many address ranges, looked up in logarithmic time. */
export interface AddressSet {
	/** False for what is not an address. */
	has(address: string): boolean;
	/** Ranges after overlapping ones were joined. */
	readonly size: number;
}

/**
 * Makes a set of entries such as "203.0.113.0/24" and "2001:db8::1". Entries that are no range are
 * left out: whoever takes a list in checks it first.
 */
export function addressSet(entries: Iterable<string>): AddressSet {
	const found: Record<32 | 128, Interval[]> = { 32: [], 128: [] };
	for (const entry of entries) {
		const range = addressRange(entry);
		if (range === null) continue;
		const width = BigInt(range.bits - range.prefixLength);
		const first = (range.value >> width) << width;
		found[range.bits].push({ first, last: first + (1n << width) - 1n });
	}
	const sets = { 32: joined(found[32]), 128: joined(found[128]) };
	return {
		size: sets[32].length + sets[128].length,
		has(text) {
			const address = readAddress(text);
			return address !== null && contains(sets[address.bits], address.value);
		},
	};
}

/** In order and without overlaps. */
function joined(intervals: Interval[]): Interval[] {
	intervals.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
	const result: Interval[] = [];
	for (const interval of intervals) {
		const before = result.at(-1);
		if (before === undefined || interval.first > before.last + 1n) {
			result.push(interval);
		} else if (interval.last > before.last) {
			result[result.length - 1] = { first: before.first, last: interval.last };
		}
	}
	return result;
}

function contains(intervals: readonly Interval[], value: bigint): boolean {
	let low = 0;
	let high = intervals.length - 1;
	while (low <= high) {
		const middle = (low + high) >>> 1;
		const interval = intervals[middle];
		if (interval === undefined) return false;
		if (value < interval.first) high = middle - 1;
		else if (value > interval.last) low = middle + 1;
		else return true;
	}
	return false;
}
