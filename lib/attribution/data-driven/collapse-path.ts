import type { JourneyPath } from './journey-path';

/** Touches in a row of the same state are one (C17). */
export function collapsePath(states: readonly string[]): string[] {
	return states.filter((state, index) => index === 0 || state !== states[index - 1]);
}

/** The same journeys with every path collapsed. */
export function collapsePaths(paths: readonly JourneyPath[]): JourneyPath[] {
	return paths.map((path) => ({ ...path, states: collapsePath(path.states) }));
}
