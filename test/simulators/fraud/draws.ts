import { seededRandom } from '../../../lib/statistics';

/** Everything random of a simulation comes from here, so that a seed is a whole history. */
export class Draws {
	private readonly random: () => number;

	constructor(private readonly seed: string) {
		this.random = seededRandom(seed);
	}

	/** Draws of their own, so that what one affiliate does never shifts what another one does. */
	branch(name: string): Draws {
		return new Draws(`${this.seed}/${name}`);
	}

	/** Uniform between two numbers. */
	between(least: number, most: number): number {
		return least + this.random() * (most - least);
	}

	/** A whole number; both ends are possible. */
	whole(least: number, most: number): number {
		return Math.min(most, Math.floor(this.between(least, most + 1)));
	}

	chance(probability: number): boolean {
		return this.random() < probability;
	}

	pick<Value>(values: readonly Value[]): Value {
		const value = values[this.whole(0, values.length - 1)];
		if (value === undefined) throw new Error('There is nothing to pick from');
		return value;
	}

	exponential(mean: number): number {
		return -mean * Math.log(1 - this.random());
	}

	normal(): number {
		const radius = Math.sqrt(-2 * Math.log(1 - this.random()));
		return radius * Math.cos(2 * Math.PI * this.random());
	}

	/** Exact for small means, rounded normal for large ones. */
	poisson(mean: number): number {
		if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
		const limit = Math.exp(-mean);
		let product = this.random();
		let count = 0;
		while (product > limit) {
			product *= this.random();
			count += 1;
		}
		return count;
	}

	/** Lower-case letters and digits. */
	text(length: number): string {
		const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
		return Array.from({ length }, () => letters[this.whole(0, letters.length - 1)]).join('');
	}
}
