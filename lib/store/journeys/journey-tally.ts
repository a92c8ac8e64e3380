import type { RecordedJourney } from '../../ports/journey-store';
import type { JourneyTouch } from './journey-runs';

/** An order or action at a moment; `value` in minor units. */
export interface JourneyEnd {
	/** In milliseconds. */
	readonly at: number;
	readonly value: number;
}

/** Adds journeys up by their sequence of affiliates. */
export class JourneyTally {
	readonly #totals = new Map<
		string,
		{ -readonly [Key in keyof RecordedJourney]: RecordedJourney[Key] }
	>();

	/**
	 * Adds everything one customer, browser or visitor did. An order ends a journey; what follows it is a
	 * new one, and what no order ends is a null. An order without a touch since the one before belongs to
	 * no journey.
	 */
	add(touches: readonly JourneyTouch[], ends: readonly JourneyEnd[]): void {
		const touched = [...touches].sort((a, b) => a.at - b.at);
		let position = 0;
		for (const { at, value } of [...ends].sort((a, b) => a.at - b.at)) {
			const first = position;
			while (position < touched.length && isBefore(touched[position], at)) position += 1;
			if (position === first) continue;
			const total = this.#totalOf(touched.slice(first, position));
			total.conversions += 1;
			total.value += value;
		}
		if (position < touched.length) this.#totalOf(touched.slice(position)).nulls += 1;
	}

	/** By sequence, so that the same journeys always come in the same order. */
	journeys(): RecordedJourney[] {
		return [...this.#totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
	}

	#totalOf(touches: readonly JourneyTouch[]) {
		const affiliateIds = touches
			.map(({ affiliateId }) => affiliateId)
			.filter((id, index, all) => id !== all[index - 1]);
		const key = affiliateIds.join('\n');
		const known = this.#totals.get(key);
		if (known !== undefined) return known;
		const total = { affiliateIds, conversions: 0, value: 0, nulls: 0 };
		this.#totals.set(key, total);
		return total;
	}
}

/** Stores write whole seconds, so a click in the second of the order is not after it. */
function isBefore(touch: JourneyTouch | undefined, orderedAt: number): boolean {
	return touch !== undefined && Math.floor(touch.at / 1_000) <= Math.floor(orderedAt / 1_000);
}
