import { z } from 'zod/v4';
import { wilsonInterval } from '../../../statistics';
import { defineFraudRule } from '../../define-fraud-rule';
import type { AffiliateFacts, LeadBaseline } from '../../facts/affiliate-facts';
import { gapEntropy } from './measure/clock-regularity';
import { percentText } from './measure/percent-text';
import { topContent } from './measure/top-content';

const parameterSchema = z.object({
	minimumLeads: z.int().min(20),
	maximumGapEntropy: z.number().min(0).max(0.4),
});

/** By number of signs: one alone stays below the default threshold of a flag. */
const WEIGHTS = [0, 0.2, 0.4, 0.6];

interface Sign {
	readonly name: string;
	/** What was seen; null when there is nothing to compare with. */
	readonly text: string | null;
	readonly isSeen: boolean;
}

/**
 * Leads that nobody stands behind: surely more than those of the others come from people who never
 * do anything again, say the same although the others' do not, or come like clockwork (F32).
 */
export const leadQuality = defineFraudRule({
	id: 'F32',
	stage: 'affiliate',
	version: 1,
	title: 'Low Lead Quality',
	description: 'Leads without later activity, with the same contents, or as regular as a clock',
	anchor: 'Affise reports the quality of leads',
	falsePositiveNote: 'Imports in batches look regular; leads of one moment count as one there.',
	affiliateText: 'Your leads are unusual and are checked by a person.',
	action: 'flag',
	weight: 0.4,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: [],
	parameterSchema,
	defaultParameters: { minimumLeads: 20, maximumGapEntropy: 0.25 },
	parameterFields: [
		{
			name: 'minimumLeads',
			title: 'Minimum Leads',
			description: 'Leads from which on the rule looks',
			type: 'number',
		},
		{
			name: 'maximumGapEntropy',
			title: 'Regularity',
			description: 'Evenness of the gaps between leads, 0 to 1, below which a clock makes them',
			type: 'number',
		},
	],
	evaluate(facts, { minimumLeads, maximumGapEntropy }) {
		const { leads, leadBaseline, affiliate } = facts;
		const evidence = { affiliate: affiliate.code, leads: String(leads.length) };
		if (leads.length === 0) return { status: 'clear', evidence, reason: 'There are no leads' };
		if (leads.length < minimumLeads) {
			const reason = `Fewer than ${minimumLeads} leads: too few to judge`;
			return { status: 'unknown', evidence, reason };
		}
		const baseline =
			leadBaseline === null || leadBaseline.leads < minimumLeads ? null : leadBaseline;
		const signs = [
			idleSign(facts, baseline),
			sameSign(facts, baseline),
			clockSign(facts, minimumLeads - 1, maximumGapEntropy),
		];
		const told = signs.flatMap(({ name, text }) => (text === null ? [] : [[name, text]]));
		const seen = { ...evidence, ...Object.fromEntries(told) };
		const hits = signs.filter(({ isSeen }) => isSeen);
		if (hits.length > 0) {
			return {
				status: 'hit',
				evidence: seen,
				reason: `Of ${leads.length} leads: ${hits.map(({ text }) => text).join(', ')}`,
				weight: WEIGHTS[hits.length] ?? 0,
			};
		}
		return signs.some(({ text }) => text === null)
			? { status: 'unknown', evidence: seen, reason: 'There are no other leads to compare with' }
			: { status: 'clear', evidence: seen, reason: 'The leads are like those of the others' };
	},
});

function idleSign({ leads }: AffiliateFacts, baseline: LeadBaseline | null): Sign {
	const idle = leads.filter(({ hasLaterActivity }) => !hasLaterActivity).length;
	return comparedSign('withoutLaterActivity', 'without later activity', {
		own: [idle, leads.length],
		others: baseline === null ? null : [baseline.withoutLaterActivity, baseline.leads],
	});
}

function sameSign({ leads }: AffiliateFacts, baseline: LeadBaseline | null): Sign {
	return comparedSign('sameContent', 'with the same contents', {
		own: [topContent(leads)?.count ?? 0, leads.length],
		others: baseline === null ? null : [baseline.sameContent, baseline.leads],
	});
}

/** A sign when the rate surely passes both half of the leads and what the others at most reach. */
function comparedSign(
	name: string,
	what: string,
	counts: {
		readonly own: readonly [count: number, leads: number];
		readonly others: readonly [count: number, leads: number] | null;
	},
): Sign {
	const [count, total] = counts.own;
	if (counts.others === null) return { name, text: null, isSeen: false };
	const [otherCount, otherTotal] = counts.others;
	const { low } = wilsonInterval(count, total);
	const { high } = wilsonInterval(otherCount, otherTotal);
	const text = `${percentText(count / total)} ${what} (others ${percentText(otherCount / otherTotal)})`;
	return { name, text, isSeen: low > 0.5 && low > high };
}

function clockSign({ leads }: AffiliateFacts, minimumGaps: number, maximum: number): Sign {
	const entropy = gapEntropy(
		leads.map(({ at }) => at),
		minimumGaps,
	);
	if (entropy === null) return { name: 'clock', text: 'too few moments', isSeen: false };
	const isSeen = entropy < maximum;
	const text = `${isSeen ? 'regular' : 'irregular'} gaps (evenness ${entropy.toFixed(2)})`;
	return { name: 'clock', text, isSeen };
}
