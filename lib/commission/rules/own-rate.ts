import type { Instant } from '../../kernel';
import type { Candidate, CompiledPlan } from './compile-plan';

/**
 * An affiliate's own rate that is in effect at a moment (C5), or null; of several the one that
 * took effect last.
 */
export function ownRate(plan: CompiledPlan, affiliateId: string, at: Instant): Candidate | null {
	const own = [...(plan.affiliateRates.get(affiliateId) ?? [])]
		.filter(({ effectiveFrom }) => effectiveFrom === null || effectiveFrom <= at)
		.filter(({ effectiveTo }) => effectiveTo === null || at < effectiveTo)
		.sort((a, b) => compareStarts(b.effectiveFrom, a.effectiveFrom))[0];
	if (own === undefined) return null;
	const since = own.effectiveFrom === null ? '' : ` since ${own.effectiveFrom.slice(0, 10)}`;
	return {
		ruleId: null,
		label: `the affiliate's own rate${since}`,
		rate: own.rate,
		holdDays: null,
		precedence: { level: 'affiliate', dimensions: 1, priority: 0, place: -1 },
	};
}

/** One without a start has always been there. */
function compareStarts(a: Instant | null, b: Instant | null): number {
	if (a === b) return 0;
	return (a ?? '') < (b ?? '') ? -1 : 1;
}
