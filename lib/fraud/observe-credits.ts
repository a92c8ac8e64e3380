import type { Observation } from './define-fraud-rule';
import type { CreditFacts } from './facts';

/**
 * Looks at every credit of an order and gives one answer: a hit of one is a hit, otherwise one
 * that could not be looked at leaves it unknown, otherwise it is clear.
 */
export function observeCredits(
	credits: readonly CreditFacts[],
	observe: (credit: CreditFacts) => Observation,
): Observation {
	const observations = credits.map(observe);
	for (const status of ['hit', 'unknown', 'clear'] as const) {
		const first = observations.find((observation) => observation.status === status);
		if (first !== undefined) return first;
	}
	return { status: 'clear', evidence: {}, reason: 'No affiliate is credited' };
}
