/**
 * Which journeys belong together because one customer made them: browsers, visitors and single clicks
 * that customers or orders join, directly or by way of each other.
 */
export class JourneyGroups {
	readonly #numbers = new Map<string, number>();

	readonly #parents: number[] = [];

	/** Journeys in the group of a root. */
	readonly #sizes: number[] = [];

	/** Joins a journey to a customer or order. */
	join(ownerKey: string, journeyKey: string): void {
		const owner = this.#root(this.#numberOf(ownerKey, 0));
		const journey = this.#root(this.#numberOf(journeyKey, 1));
		if (owner === journey) return;
		const sizes = (this.#sizes[owner] ?? 0) + (this.#sizes[journey] ?? 0);
		this.#parents[owner] = journey;
		this.#sizes[journey] = sizes;
	}

	/** The group of a journey, customer or order; null when nothing was joined to it. */
	groupOf(key: string): number | null {
		const number = this.#numbers.get(key);
		return number === undefined ? null : this.#root(number);
	}

	/** How many journeys the group has. */
	journeysOf(group: number): number {
		return this.#sizes[group] ?? 0;
	}

	#numberOf(key: string, size: number): number {
		const known = this.#numbers.get(key);
		if (known !== undefined) return known;
		const number = this.#parents.length;
		this.#numbers.set(key, number);
		this.#parents.push(number);
		this.#sizes.push(size);
		return number;
	}

	#root(number: number): number {
		let root = number;
		while (this.#parents[root] !== root) {
			const parent = this.#parents[root] ?? root;
			// Halves the way, so that later questions are short.
			this.#parents[root] = this.#parents[parent] ?? parent;
			root = this.#parents[root] ?? root;
		}
		return root;
	}
}

/** What identifies a journey: its browser, else the visitor of one day, else the click alone. */
export function journeyKeyOf(click: {
	readonly click_id: string;
	readonly journey_id: string | null;
	readonly visitor_hash: string | null;
}): string {
	if (click.journey_id !== null) return browserKey(click.journey_id);
	if (click.visitor_hash !== null) return visitorKey(click.visitor_hash);
	return clickKey(click.click_id);
}

export const browserKey = (journeyId: string): string => `browser ${journeyId}`;
export const visitorKey = (visitorHash: string): string => `visitor ${visitorHash}`;
export const clickKey = (clickId: string): string => `click ${clickId}`;
export const customerKey = (key: string): string => `customer ${key}`;
export const orderKey = (conversionId: string): string => `order ${conversionId}`;
