import { toMilliseconds, type Instant } from '../../kernel';
import type { Click } from '../../model/click';

/** A human click as far as bursts are concerned. */
export interface AddressVisit {
	readonly addressHash: string;
	readonly occurredAt: Instant;
}

/** From how many clicks of one address within how many seconds on one more is a burst. */
export interface BurstLimit {
	readonly most: number;
	readonly seconds: number;
}

/**
 * Marks as a burst every counted human click that makes more than `most` clicks of people from one
 * address lie less than `seconds` apart: stored ones and earlier ones of the batch, repeats included,
 * for a double click is a click. As with repeats, what reached the store first counts as first, so
 * that in no stretch of `seconds` more than `most` are counted, in whatever order they come (F2).
 */
export function markBursts(
	clicks: readonly Click[],
	stored: readonly AddressVisit[],
	{ most, seconds }: BurstLimit,
): Click[] {
	const times = storedTimes(stored);
	const bursts = new Set<Click>();
	const byTime = clicks
		.filter(isAddressVisit)
		.sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));
	for (const click of byTime) {
		const at = toMilliseconds(click.occurredAt);
		const others = times.get(click.addressHash) ?? [];
		const position = positionOf(at, others);
		if (click.isCounted && isCrowded(others, position, at, { most, seconds })) bursts.add(click);
		others.splice(position, 0, at);
		times.set(click.addressHash, others);
	}
	return clicks.map((click) =>
		bursts.has(click) ? { ...click, isCounted: false, countReason: 'burst' } : click,
	);
}

/** Without consent there is no address to recognise, and machines are not counted anyway. */
export function isAddressVisit(click: Click): click is Click & { addressHash: string } {
	return click.category === 'human' && click.addressHash !== null;
}

/** In milliseconds by address, earliest first. */
function storedTimes(stored: readonly AddressVisit[]): Map<string, number[]> {
	const times = new Map<string, number[]>();
	for (const { addressHash, occurredAt } of stored) {
		const own = times.get(addressHash);
		if (own === undefined) times.set(addressHash, [toMilliseconds(occurredAt)]);
		else own.push(toMilliseconds(occurredAt));
	}
	for (const own of times.values()) own.sort((a, b) => a - b);
	return times;
}

/** How many of the sorted times are not after the moment. Most clicks are the latest: from the end. */
function positionOf(at: number, times: readonly number[]): number {
	let position = times.length;
	while (position > 0 && (times[position - 1] ?? 0) > at) position -= 1;
	return position;
}

/** Whether `most` others lie with the moment in one window: every run of them around it is tried. */
function isCrowded(
	times: readonly number[],
	position: number,
	at: number,
	{ most, seconds }: BurstLimit,
): boolean {
	const first = Math.max(0, position - most);
	const last = Math.min(position, times.length - most);
	for (let start = first; start <= last; start += 1) {
		const begin = Math.min(times[start] ?? at, at);
		const end = Math.max(times[start + most - 1] ?? at, at);
		if (end - begin < seconds * 1000) return true;
	}
	return false;
}
