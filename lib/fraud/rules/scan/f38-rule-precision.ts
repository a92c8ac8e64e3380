import { z } from 'zod/v4';
import { defineFraudRule } from '../../define-fraud-rule';
import { percentText } from './measure/percent-text';

const parameterSchema = z.object({
	minimumDecided: z.int().min(10),
	minimumPrecisionPercent: z.number().min(1).max(100),
});

/**
 * A rule that people find wrong most of the time is muted: it goes on looking and is shown, but
 * counts no more, until decisions speak for it again or the policy keeps it unmuted (F38).
 */
export const rulePrecisionTooLow = defineFraudRule({
	id: 'F38',
	stage: 'feedback',
	version: 1,
	title: 'Rule Found Wrong',
	description: 'People cleared most of the cases in which a rule hit',
	anchor: 'Alerting systems measure the precision of their rules',
	falsePositiveNote:
		'A rule may be wrong for one client and right for the next: the policy can keep it unmuted.',
	affiliateText: 'A check was switched off because it was often wrong.',
	action: 'flag',
	weight: 1,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: [],
	parameterSchema,
	defaultParameters: { minimumDecided: 30, minimumPrecisionPercent: 20 },
	parameterFields: [
		{
			name: 'minimumDecided',
			title: 'Minimum Decided Cases',
			description: 'Cases decided by people from which on a rule is measured',
			type: 'number',
		},
		{
			name: 'minimumPrecisionPercent',
			title: 'Minimum Precision (%)',
			description: 'Confirmed among a hundred decided cases below which a rule is muted',
			type: 'number',
		},
	],
	evaluate({ ruleId, confirmed, cleared }, { minimumDecided, minimumPrecisionPercent }) {
		const decided = confirmed + cleared;
		const evidence = { rule: ruleId, confirmed: String(confirmed), cleared: String(cleared) };
		if (decided < minimumDecided) {
			const reason = `Fewer than ${minimumDecided} decided cases: too few to judge`;
			return { status: 'unknown', evidence, reason };
		}
		const precision = confirmed / decided;
		return precision < minimumPrecisionPercent / 100
			? {
					status: 'hit',
					evidence: { ...evidence, precision: percentText(precision) },
					reason: `Only ${percentText(precision)} of the hits of ${ruleId} were confirmed`,
				}
			: { status: 'clear', evidence, reason: 'People confirm its hits often enough' };
	},
});
