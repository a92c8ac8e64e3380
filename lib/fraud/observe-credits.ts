import type { CreditFacts } from '../model/fraud-facts';
import type { Observation } from './define-fraud-rule';

/**
 * Looks at every credit of an order and gives one answer: the gravest hit, otherwise one that could
 * not be looked at leaves it unknown, otherwise it is clear.
 */
export function observeCredits(
	credits: readonly CreditFacts[],
	observe: (credit: CreditFacts) => Observation,
): Observation {
	const observations = credits.map(observe);
	const hits = observations.filter(({ status }) => status === 'hit');
	const gravest = hits.reduce<Observation | undefined>(
		(worst, hit) => (worst === undefined || weightOf(hit) > weightOf(worst) ? hit : worst),
		undefined,
	);
	if (gravest !== undefined) return gravest;
	for (const status of ['unknown', 'clear'] as const) {
		const first = observations.find((observation) => observation.status === status);
		if (first !== undefined) return first;
	}
	return { status: 'clear', evidence: {}, reason: 'No affiliate is credited' };
}

/** A hit without a weight of its own has the rule's, which is the same for all. */
function weightOf({ weight }: Observation): number {
	return weight ?? 1;
}
