import { z } from 'zod/v4';
import type { Affiliate } from '../../../model/affiliate';
import { defineFraudRule } from '../../define-fraud-rule';
import type { AnomalyFact } from '../../facts/affiliate-facts';
import { rateAnomalies, type RateAnomaly } from './measure/rate-anomalies';

const parameterSchema = z.object({
	minimumDays: z.int().min(14).max(89),
	maximumZ: z.number().min(3).max(50),
});

/** Features named in a finding; the detector tells of all. */
const NAMED_FEATURES = 3;

const WEIGHT = 0.35;

/** The rates and the trained detector, each looking its own way, agree. */
const BOTH_WEIGHT = 0.5;

/** Alone no ground for a case: a good day looks like this, too. */
const WEAK_WEIGHT = 0.2;

/** Their days are unlike each other by nature: a newsletter, a post that goes round. */
const CAMPAIGNING_PARTNERS: ReadonlySet<Affiliate['partnerType']> = new Set([
	'email',
	'influencer',
]);

/**
 * A day unlike the days before: clicks, conversion rate, average order or refunds, each against the
 * programme's trend and, once they are known, the same weekdays. The trained detector adds what no
 * single rate shows; without one the rates stand alone (F36).
 */
export const rateAnomaly = defineFraudRule({
	id: 'F36',
	stage: 'affiliate',
	version: 1,
	title: 'Unusual Day',
	description: 'Clicks, conversion rate, order value, refunds or their mix changed suddenly',
	anchor: 'Robust z of Iglewicz and Hoaglin (1993); isolation forest of Liu, Ting and Zhou (2008)',
	falsePositiveNote:
		"A partner's own campaign: mere clicks and odd days of e-mail partners and influencers weigh 0.2.",
	affiliateText: 'Your last days were unlike the ones before and are checked by a person.',
	action: 'flag',
	weight: WEIGHT,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: [],
	parameterSchema,
	defaultParameters: { minimumDays: 14, maximumZ: 5 },
	parameterFields: [
		{
			name: 'minimumDays',
			title: 'Minimum Days',
			description: 'Days of the affiliate from which on the last one is compared',
			type: 'number',
		},
		{
			name: 'maximumZ',
			title: 'Maximum Deviation',
			description: 'Robust standard deviations beyond which a day is unusual',
			type: 'number',
		},
	],
	evaluate(facts, limits) {
		const { judged, anomalies } = rateAnomalies(facts, limits);
		const detected = detectedBy(facts.anomaly);
		const evidence = {
			affiliate: facts.affiliate.code,
			date: facts.lastDate,
			...(judged.length === 0 ? {} : { judged: judged.join(', ') }),
			...Object.fromEntries(
				anomalies.map(({ metric, z, text }) => [metric, `${text} (z ${z.toFixed(1)})`]),
			),
			...detectorEvidence(facts.anomaly),
		};
		const reasons = [
			...anomalies.map(({ text }) => text),
			...(detected === null ? [] : [detected]),
		];
		if (reasons.length > 0) {
			const strongest =
				detected === null ? null : (facts.anomaly?.contributions[0]?.feature ?? null);
			return {
				status: 'hit',
				evidence,
				reason: `Unusual: ${reasons.join('; ')}`,
				weight: weightOf(anomalies, strongest, facts.affiliate.partnerType),
			};
		}
		if (judged.length === 0 && facts.anomaly === null) {
			const reason = `Fewer than ${limits.minimumDays} days, or too little to compare with`;
			return { status: 'unknown', evidence, reason };
		}
		return { status: 'clear', evidence, reason: 'The last days are like the ones before' };
	},
});

/**
 * More clicks, seen by their rate or by the detector, are a reason to look when something else is odd
 * as well; so is any odd day of partners who live by campaigns, but for refunds.
 */
function weightOf(
	anomalies: readonly RateAnomaly[],
	strongest: string | null,
	partnerType: Affiliate['partnerType'],
): number {
	const changed: string[] = anomalies.map(({ metric }) => metric);
	const seen = strongest === null ? changed : [...changed, strongest];
	if (!changed.includes('refunds')) {
		const isClicksAlone = seen.every((name) => name === 'clicks');
		if (isClicksAlone || CAMPAIGNING_PARTNERS.has(partnerType)) return WEAK_WEIGHT;
	}
	return changed.length > 0 && strongest !== null ? BOTH_WEIGHT : WEIGHT;
}

/** What the trained detector found, in words; null when it found nothing. */
function detectedBy(anomaly: AnomalyFact | null): string | null {
	if (anomaly === null || anomaly.score <= anomaly.threshold) return null;
	const names = anomaly.contributions.slice(0, NAMED_FEATURES).map(({ feature }) => feature);
	return `the trained detector finds ${anomaly.date} unusual by ${names.join(', ')}`;
}

function detectorEvidence(anomaly: AnomalyFact | null): Record<string, string> {
	if (anomaly === null) return { detector: 'not trained, or too little to judge' };
	const features = anomaly.contributions
		.slice(0, NAMED_FEATURES)
		.map(
			({ feature, value, usual }) => `${feature} ${value.toFixed(2)} (usually ${usual.toFixed(2)})`,
		);
	return {
		detector: `${anomaly.score.toFixed(3)} of ${anomaly.threshold.toFixed(3)} on ${anomaly.date}`,
		...(anomaly.score > anomaly.threshold ? { features: features.join('; ') } : {}),
	};
}
