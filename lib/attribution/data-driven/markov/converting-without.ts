import type { FlatChain } from './flat-chain';

/** Share of all journeys whose outcome may be left uncounted; more than a double can tell apart. */
const MOST_IN_FLIGHT = 1e-14;

/** What still converts, per journey that begins. */
export interface ConvertingMass {
	readonly conversions: number;
	readonly value: number;
}

/**
 * What converts without ever visiting `removed`: the linear system of the chain without that state.
 * All journeys start as mass that is pushed along the steps, first come first served, until it has
 * converted, ended, or entered the state. What is still in flight is known at any time, which bounds
 * the error: it never exceeds MOST_IN_FLIGHT of the journeys. Nothing is subtracted, so no digits
 * cancel; and every gram leads to an end, because it was counted from journeys that ended.
 */
export function convertingWithout(chain: FlatChain, removed: string): ConvertingMass {
	const { size, conversion, value, first, to, probability } = chain;
	const least = MOST_IN_FLIGHT / Math.max(1, size);
	const isRemoved = new Uint8Array(size);
	for (const place of chain.placesOf.get(removed) ?? []) isRemoved[place] = 1;
	const mass = chain.start.slice();
	const isWaiting = new Uint8Array(size);
	// A ring: nobody waits twice, so it never overflows.
	const waiting = new Int32Array(size);
	let head = 0;
	let count = 0;
	for (let place = 0; place < size; place += 1) {
		if (isRemoved[place] === 1 || (mass[place] ?? 0) <= least) continue;
		isWaiting[place] = 1;
		waiting[count] = place;
		count += 1;
	}
	let conversions = 0;
	let worth = 0;
	while (count > 0) {
		const place = waiting[head] ?? 0;
		head = head + 1 === size ? 0 : head + 1;
		count -= 1;
		const amount = mass[place] ?? 0;
		mass[place] = 0;
		isWaiting[place] = 0;
		conversions += amount * (conversion[place] ?? 0);
		worth += amount * (value[place] ?? 0);
		for (let step = first[place] ?? 0; step < (first[place + 1] ?? 0); step += 1) {
			const next = to[step] ?? 0;
			if (isRemoved[next] === 1) continue;
			const arrived = (mass[next] ?? 0) + amount * (probability[step] ?? 0);
			mass[next] = arrived;
			if (isWaiting[next] === 1 || arrived <= least) continue;
			isWaiting[next] = 1;
			waiting[(head + count) % size] = next;
			count += 1;
		}
	}
	return { conversions, value: worth };
}
