import type { PricedAffiliate } from '../../model/commission';
import type { PlanLevels } from '../../model/plan/sharing';

interface PaidLevel {
	readonly isSkipped: false;
	readonly affiliate: PricedAffiliate;
	readonly level: number;
	readonly percent: string;
}

interface SkippedLevel {
	readonly isSkipped: true;
	readonly reason: string;
}

export type LevelStep = PaidLevel | SkippedLevel;

/**
 * Goes up from the earner, one recruiter after another, for as many levels as the plan pays (C14).
 * It ends at the top, at an affiliate that is not among those given, and where a circle closes.
 */
export function walkLevels(
	{ percents, inactive }: PlanLevels,
	earnerId: string,
	affiliates: readonly PricedAffiliate[],
): LevelStep[] {
	const known = new Map(affiliates.map((affiliate) => [affiliate.affiliateId, affiliate]));
	const seen = new Set([earnerId]);
	const steps: LevelStep[] = [];
	let parentId = known.get(earnerId)?.parentId ?? null;
	let level = 1;
	while (parentId !== null && level <= percents.length) {
		const stop = whyStop(parentId, seen, known, level);
		if (stop !== null) return [...steps, stop];
		seen.add(parentId);
		const affiliate = known.get(parentId) as PricedAffiliate;
		const step = stepOf(affiliate, level, percents[level - 1] ?? '0', inactive);
		steps.push(step);
		parentId = affiliate.parentId;
		if (affiliate.status === 'active' || inactive === 'drop') level += 1;
	}
	return steps;
}

function whyStop(
	parentId: string,
	seen: ReadonlySet<string>,
	known: ReadonlyMap<string, PricedAffiliate>,
	level: number,
): SkippedLevel | null {
	if (seen.has(parentId)) {
		return skipped(`Level ${level} ends: the recruiters form a circle.`);
	}
	if (!known.has(parentId)) return skipped(`Level ${level} ends: the recruiter is not known.`);
	return null;
}

function stepOf(
	affiliate: PricedAffiliate,
	level: number,
	percent: string,
	inactive: PlanLevels['inactive'],
): LevelStep {
	if (affiliate.status !== 'active') {
		const consequence =
			inactive === 'drop' ? 'nobody earns this level' : 'the next active one above does';
		return skipped(
			`Level ${level}: ${affiliate.code} is not active (${affiliate.status}); ${consequence}.`,
		);
	}
	if (/^[0.]+$/.test(percent)) return skipped(`Level ${level}: the plan pays 0 %.`);
	return { isSkipped: false, affiliate, level, percent };
}

function skipped(reason: string): SkippedLevel {
	return { isSkipped: true, reason };
}
