import {
	compareTouches,
	isEligible,
	type AssessedTouch,
	type Assessment,
	type EligibleTouch,
	type TouchSource,
} from './assessment';

/** Sources of recorded clicks: only these have a time of their own. */
export const RECORDED_SOURCES: readonly TouchSource[] = [
	'cart_attribute',
	'landing_page',
	'journey',
];

/** What the model shares credit among: the first of these that has an eligible touch. */
const TIERS: ReadonlyArray<readonly TouchSource[]> = [
	RECORDED_SOURCES,
	['landing_code'],
	['direct_link'],
];

/** The touches that compete by the model, oldest first. */
export function competingTouches(assessments: readonly Assessment[]): EligibleTouch[] {
	const tier = tierOf(assessments);
	return assessments
		.filter(isEligible)
		.filter(({ source }) => tier.includes(source))
		.sort(compareTouches);
}

/**
 * The touches whose affiliates had a part in the purchase, oldest first: those that compete, and those
 * that a partner of a better group keeps from competing.
 */
export function involvedTouches(assessments: readonly Assessment[]): AssessedTouch[] {
	const tier = tierOf(assessments);
	return assessments
		.filter(isInvolved)
		.filter(({ source }) => tier.includes(source))
		.sort(compareTouches);
}

export function isInvolved(assessment: Assessment): assessment is AssessedTouch {
	const { standing, touch } = assessment;
	return touch !== null && (standing === 'eligible' || standing === 'lower_priority');
}

function tierOf(assessments: readonly Assessment[]): readonly TouchSource[] {
	const isPresent = (source: TouchSource) =>
		assessments.some((assessment) => assessment.source === source && isEligible(assessment));
	return TIERS.find((sources) => sources.some(isPresent)) ?? [];
}
