import type { Affiliate } from '../model/affiliate';
import type { Programme } from '../model/programme';
import type { Touch } from '../model/touch';
import type { TraceStep } from '../model/trace';
import type { AttributionFacts, AttributionPolicy } from './facts';

/** Where a touch comes from, strongest first: ties in time go to the stronger one. */
export const TOUCH_SOURCES = [
	'subscription',
	'binding',
	'cart_attribute',
	'landing_page',
	'landing_code',
	'coupon',
	'customer',
] as const;

export type TouchSource = (typeof TOUCH_SOURCES)[number];

/**
 * What one signal of the order is worth. `touch` is null for what is no touch at all: an unknown
 * click, a bot's click, a coupon of nobody.
 */
export interface Assessment {
	readonly standing:
		| 'eligible'
		| 'outside_window'
		| 'affiliate_inactive'
		| 'other_programme'
		| 'unknown_click'
		| 'not_a_touch';
	readonly source: TouchSource;
	readonly touch: Touch | null;
	readonly step: TraceStep;
}

/** An assessment with a touch that may earn credit. */
export interface EligibleTouch extends Assessment {
	readonly standing: 'eligible';
	readonly touch: Touch;
}

export function isEligible(assessment: Assessment): assessment is EligibleTouch {
	return assessment.standing === 'eligible';
}

/** Oldest first; at the same moment the stronger source, then the id, so that order is total. */
export function compareTouches(a: Assessment, b: Assessment): number {
	return (
		compareTexts(a.touch?.occurredAt ?? '', b.touch?.occurredAt ?? '') ||
		TOUCH_SOURCES.indexOf(a.source) - TOUCH_SOURCES.indexOf(b.source) ||
		compareTexts(identityOf(a.touch), identityOf(b.touch))
	);
}

function identityOf(touch: Touch | null): string {
	return `${touch?.clickId ?? ''} ${touch?.couponCode ?? ''} ${touch?.affiliateId ?? ''}`;
}

function compareTexts(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

/** The two records every touch needs; a missing one can never be credited. */
export interface TouchParties {
	readonly affiliate: Affiliate | undefined;
	readonly programme: Programme | undefined;
}

export function findParties(
	facts: AttributionFacts,
	affiliateId: string,
	programmeId: string,
): TouchParties {
	return {
		affiliate: facts.affiliates.find((affiliate) => affiliate.affiliateId === affiliateId),
		programme: facts.programmes.find((programme) => programme.programmeId === programmeId),
	};
}

/** Why these two cannot be credited, in words; null when they can. */
export function inactiveReason({ affiliate, programme }: TouchParties): string | null {
	if (affiliate === undefined) return 'the affiliate is not in the ledger';
	if (programme === undefined) return 'the programme is not in the ledger';
	if (affiliate.status !== 'active') return `the affiliate is ${affiliate.status}`;
	if (programme.status !== 'active') return `the programme is ${programme.status}`;
	return null;
}

/** The window a touch of this programme is held against. */
export function lookbackDaysOf(
	policy: AttributionPolicy,
	programme: Programme | undefined,
	fallback: number,
): number {
	return policy.lookbackDays ?? programme?.lookbackDays ?? fallback;
}
