import type { JourneyPath } from './journey-path';
import { requirePaths } from './require-paths';

/**
 * One path per sequence, in an order of its own: whatever the order of the input, every sum that is
 * taken afterwards is the same to the last bit. Throws `invalid_input` for impossible paths.
 */
export function mergePaths(paths: readonly JourneyPath[]): JourneyPath[] {
	requirePaths(paths);
	const keyed = paths
		.map((path) => ({ key: JSON.stringify(path.states), path }))
		.sort((a, b) => compareText(a.key, b.key) || a.path.value - b.path.value);
	const merged: JourneyPath[] = [];
	let lastKey: string | null = null;
	for (const { key, path } of keyed) {
		const last = merged.at(-1);
		if (last === undefined || key !== lastKey) merged.push(path);
		else merged[merged.length - 1] = sumOf(last, path);
		lastKey = key;
	}
	return merged;
}

/** By code units, not by a locale: the same on every machine. */
export function compareText(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

function sumOf(a: JourneyPath, b: JourneyPath): JourneyPath {
	return {
		states: a.states,
		conversions: a.conversions + b.conversions,
		value: a.value + b.value,
		nulls: a.nulls + b.nulls,
	};
}
