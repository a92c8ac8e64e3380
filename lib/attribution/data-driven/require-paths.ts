import { AffiliateError } from '../../kernel';
import type { JourneyPath } from './journey-path';

/**
 * Throws `invalid_input`, with the place, for a path without touches or with a blank state, and for a
 * count or value that cannot be. States are not named in errors: they may be people.
 */
export function requirePaths(paths: readonly JourneyPath[]): void {
	paths.forEach((path, index) => {
		const place = `paths[${index}]`;
		if (path.states.length === 0) {
			throw invalid('has no touches', `${place}.states`, 'Leave out journeys without a touch.');
		}
		if (path.states.some((state) => state.trim() === '')) {
			throw invalid('has a blank state', `${place}.states`, 'Give every touch a code or a name.');
		}
		requireCount(path.conversions, `${place}.conversions`);
		requireCount(path.nulls, `${place}.nulls`);
		if (!(Number.isFinite(path.value) && path.value >= 0)) {
			throw invalid('is not a number of at least 0', `${place}.value`, 'Give 0 where unknown.');
		}
		if (path.value > 0 && path.conversions === 0) {
			throw invalid('is there without a conversion', `${place}.value`, 'Count the orders, too.');
		}
	});
}

function requireCount(count: number, path: string): void {
	if (Number.isSafeInteger(count) && count >= 0) return;
	throw invalid('is not a whole number of at least 0', path, 'Give the number of journeys.');
}

function invalid(problem: string, path: string, hint: string): AffiliateError {
	return new AffiliateError(`${path} ${problem}`, { code: 'invalid_input', path, hint });
}
