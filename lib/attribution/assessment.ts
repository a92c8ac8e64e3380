import type { Affiliate } from '../model/affiliate';
import type { Programme } from '../model/programme';
import type { Touch } from '../model/touch';
import type { TraceStep } from '../model/trace';
import { DEFAULT_LOOKBACK_DAYS, type AttributionFacts, type AttributionPolicy } from './facts';

/** Where a touch comes from, strongest first: ties in time go to the stronger one. */
export const TOUCH_SOURCES = [
	'subscription',
	'binding',
	'cart_attribute',
	'landing_page',
	'journey',
	'landing_code',
	'coupon',
	'direct_link',
	'customer',
] as const;

export type TouchSource = (typeof TOUCH_SOURCES)[number];

/**
 * What one signal of the order is worth. `touch` is null for what is no touch at all: an unknown
 * click, a bot's click, a coupon of nobody. `intercepted` came into a purchase under way (F10),
 * `lower_priority` stands behind a partner of a better group; both were eligible before.
 */
export interface Assessment {
	readonly standing:
		| 'eligible'
		| 'outside_window'
		| 'affiliate_inactive'
		| 'other_programme'
		| 'intercepted'
		| 'lower_priority'
		| 'unknown_click'
		| 'not_a_touch';
	readonly source: TouchSource;
	readonly touch: Touch | null;
	readonly step: TraceStep;
}

export interface AssessedTouch extends Assessment {
	readonly touch: Touch;
}

/** An assessment with a touch that may earn credit. */
export interface EligibleTouch extends AssessedTouch {
	readonly standing: 'eligible';
}

/** What a touch says that no click record stands behind. */
export const UNRECORDED_TOUCH: Pick<Touch, 'clickId' | 'couponCode' | 'medium' | 'subIds'> = {
	clickId: null,
	couponCode: null,
	medium: 'web',
	subIds: {},
};

export function isEligible(assessment: Assessment): assessment is EligibleTouch {
	return assessment.standing === 'eligible';
}

/** The same assessment with another standing and its reason at the end of its sentence. */
export function setAside(
	assessment: Assessment,
	standing: Assessment['standing'],
	reason: string,
): Assessment {
	const text = assessment.step.text.replace(/[.;]?$/, `; ${reason}.`);
	return { ...assessment, standing, step: { ...assessment.step, text } };
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

/** The window a touch is held against: the policy's, else the affiliate's own (C19), else the programme's. */
export function lookbackDaysOf(
	policy: AttributionPolicy,
	{ affiliate, programme }: TouchParties,
): number {
	return (
		policy.lookbackDays ??
		affiliate?.lookbackDays ??
		programme?.lookbackDays ??
		DEFAULT_LOOKBACK_DAYS
	);
}
