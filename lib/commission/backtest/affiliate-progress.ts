import type { Instant } from '../../kernel';
import { addFigures, NO_FIGURES, type Figures } from './figures';

/** Entries are dropped only in quantity, because the sums are then made anew. */
const SMALLEST_DROP = 1_000;

/**
 * What one affiliate's orders come to, in time order. Any window is summed up and any earlier order
 * is changed in logarithmic time (a Fenwick tree), because refunds and re-rating change the past.
 */
export class AffiliateProgress {
	private times: Instant[] = [];
	private values: Figures[] = [];
	/** `sums[i]` covers the entries up to `i` that its lowest bit tells; `sums[0]` is not used. */
	private sums: Figures[] = [NO_FIGURES];
	/** Entries that were dropped, so that places stay what they are. */
	private dropped = 0;

	/** Adds an order, not before the last one; gives its place. */
	append(at: Instant): number {
		this.push(at, NO_FIGURES);
		return this.dropped + this.times.length - 1;
	}

	/** Says what the order at a place comes to now. */
	set(place: number, figures: Figures): void {
		const index = place - this.dropped;
		const known = this.values[index];
		if (known === undefined) return;
		this.values[index] = figures;
		const change = addFigures(figures, known, -1n);
		for (let node = index + 1; node < this.sums.length; node += lowestBit(node)) {
			this.sums[node] = addFigures(this.sums[node] ?? NO_FIGURES, change);
		}
	}

	/** Sum of the orders from `from` (null: the first) to before `to`. */
	between(from: Instant | null, to: Instant): Figures {
		const start = from === null ? 0 : this.countBefore(from);
		return addFigures(this.sumOfFirst(this.countBefore(to)), this.sumOfFirst(start), -1n);
	}

	/** Drops orders that no window will ask for any more. */
	forgetBefore(at: Instant): void {
		const count = this.countBefore(at);
		if (count < SMALLEST_DROP || count * 2 < this.times.length) return;
		const kept = this.times.slice(count).map((time, index) => ({
			time,
			value: this.values[count + index] ?? NO_FIGURES,
		}));
		this.times = [];
		this.values = [];
		this.sums = [NO_FIGURES];
		this.dropped += count;
		for (const { time, value } of kept) this.push(time, value);
	}

	private push(at: Instant, value: Figures): void {
		this.times.push(at);
		this.values.push(value);
		const node = this.times.length;
		let sum = value;
		for (let part = node - 1; part > node - lowestBit(node); part -= lowestBit(part)) {
			sum = addFigures(sum, this.sums[part] ?? NO_FIGURES);
		}
		this.sums.push(sum);
	}

	private sumOfFirst(count: number): Figures {
		let sum = NO_FIGURES;
		for (let node = count; node > 0; node -= lowestBit(node)) {
			sum = addFigures(sum, this.sums[node] ?? NO_FIGURES);
		}
		return sum;
	}

	private countBefore(at: Instant): number {
		let [low, high] = [0, this.times.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.times[middle] ?? '') < at) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

function lowestBit(node: number): number {
	return node & -node;
}
