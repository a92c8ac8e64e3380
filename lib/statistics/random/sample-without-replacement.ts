import { invalidInput } from '../invalid-input';
import { requireWhole } from '../requirements';

/**
 * `size` different members of `from` in random order, every choice equally likely: the first steps
 * of a Fisher–Yates shuffle that remembers only what it moved, so that a small sample of a large
 * list is cheap. Throws `invalid_input` when more are asked for than there are.
 */
export function sampleWithoutReplacement<T>(
	random: () => number,
	size: number,
	from: readonly T[],
): T[] {
	requireWhole(size, 0, 'size');
	if (size > from.length) {
		throw invalidInput(
			`A sample of ${size} was asked of ${from.length}`,
			'size',
			'Ask for at most as many as there are.',
		);
	}
	const moved = new Map<number, number>();
	const sample: T[] = [];
	for (let place = 0; place < size; place += 1) {
		const pick = place + Math.floor(random() * (from.length - place));
		sample.push(from[moved.get(pick) ?? pick] as T);
		moved.set(pick, moved.get(place) ?? place);
	}
	return sample;
}
