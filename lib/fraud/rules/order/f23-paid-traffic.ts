import { z } from 'zod/v4';
import { defineFraudRule } from '../../define-fraud-rule';
import { observeCredits } from '../../observe-credits';
import { isLandingOf, paidClick, paidLanding } from './measure/paid-visit';

const parameterSchema = z.object({ allowedCampaigns: z.array(z.string()).max(5_000) });

/** The ad may be the merchant's own: nothing ties it to the affiliate. */
const UNTIED_WEIGHT = 0.15;

/**
 * The customer came through a paid ad, which the programme does not allow its affiliates. Off by
 * default, because many programmes allow it and most ads are the merchant's own; name those campaigns.
 */
export const paidTraffic = defineFraudRule({
	id: 'F23',
	stage: 'order',
	version: 1,
	title: 'Paid Traffic',
	description: 'The customer came through a paid ad of a search engine or network',
	anchor: 'Dub, AffiliateWP and FirstPromoter look for ad click IDs',
	falsePositiveNote: 'Your own ads bring customers too: list their campaigns.',
	affiliateText: 'The visit came through a paid ad; a person checks whether that was agreed.',
	action: 'flag',
	weight: 0.3,
	isHard: false,
	defaultMode: 'off',
	onUnknown: 'allow',
	requires: ['click'],
	parameterSchema,
	defaultParameters: { allowedCampaigns: [] },
	parameterFields: [
		{
			name: 'allowedCampaigns',
			title: 'Allowed Campaigns',
			description: 'Names or IDs of campaigns that are yours or agreed',
			type: 'list',
			placeholder: 'e.g. brand-search, 22222222222',
		},
	],
	evaluate(facts, { allowedCampaigns }) {
		const allowed = new Set(allowedCampaigns.map((name) => name.trim().toLowerCase()));
		const landing = paidLanding(facts);
		return observeCredits(facts.credits, ({ credit, click }) => {
			const evidence = { affiliate: credit.affiliateCode };
			const ofClick = click.status === 'found' ? paidClick(click.value) : null;
			const paid = ofClick ?? landing;
			if (paid === null) {
				return click.status === 'missing'
					? { status: 'unknown', evidence, reason: 'The credited click is not in the ledger' }
					: { status: 'clear', evidence, reason: 'Nothing shows a paid ad' };
			}
			const campaign = paid.campaigns.find((name) => allowed.has(name));
			if (campaign !== undefined) {
				const reason = 'The paid ad belongs to an allowed campaign';
				return { status: 'clear', evidence: { ...evidence, sign: paid.sign }, reason };
			}
			const isTheirs =
				ofClick !== null || isLandingOf(facts, [credit.touch.clickId, credit.affiliateCode]);
			const found = { ...evidence, sign: paid.sign };
			return isTheirs
				? { status: 'hit', evidence: found, reason: "A paid ad led to the affiliate's link" }
				: {
						status: 'hit',
						evidence: found,
						reason: 'The customer came through a paid ad, perhaps your own',
						weight: UNTIED_WEIGHT,
					};
		});
	},
});
