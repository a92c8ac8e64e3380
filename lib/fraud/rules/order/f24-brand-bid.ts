import { z } from 'zod/v4';
import { defineFraudRule } from '../../define-fraud-rule';
import { observeCredits } from '../../observe-credits';
import { paidClick, paidLanding } from './measure/paid-visit';

const parameterSchema = z.object({ brandTerms: z.array(z.string().trim().min(1)).max(500) });

/**
 * The customer searched for the shop's own name and came through a paid ad: somebody bid on the
 * brand and sold the merchant a customer who was coming anyway. A hint only; off by default.
 */
export const brandBid = defineFraudRule({
	id: 'F24',
	stage: 'order',
	version: 1,
	title: 'Brand Bidding',
	description: 'A paid ad for the own brand name brought the customer',
	anchor: 'impact.com sells this as an add-on',
	falsePositiveNote: 'The merchant bids on its own name too: look whose ad it was.',
	affiliateText: 'The visit came through an ad for the brand name; a person checks this.',
	action: 'flag',
	weight: 0.3,
	isHard: false,
	defaultMode: 'off',
	onUnknown: 'allow',
	requires: ['click'],
	parameterSchema,
	defaultParameters: { brandTerms: [] },
	parameterFields: [
		{
			name: 'brandTerms',
			title: 'Brand Terms',
			description: 'Names that nobody else may bid on; spaces and dashes make no difference',
			type: 'list',
			placeholder: 'e.g. acme, acme shop',
		},
	],
	evaluate(facts, { brandTerms }) {
		const brands = brandTerms.map(comparable).filter((brand) => brand !== '');
		if (brands.length === 0) {
			return { status: 'clear', evidence: {}, reason: 'No brand terms are set' };
		}
		const landing = paidLanding(facts);
		return observeCredits(facts.credits, ({ credit, click }) => {
			const evidence = { affiliate: credit.affiliateCode };
			const ofClick = click.status === 'found' ? paidClick(click.value) : null;
			const paid = [ofClick, landing].filter((visit) => visit !== null);
			const terms = paid.flatMap((visit) => visit.terms);
			const bid = brands.find((brand) => terms.some((term) => comparable(term).includes(brand)));
			const sign = paid[0]?.sign;
			if (bid !== undefined && sign !== undefined) {
				const found = { ...evidence, brand: bid, sign };
				return { status: 'hit', evidence: found, reason: `A paid ad for '${bid}'` };
			}
			if (click.status === 'missing') {
				return { status: 'unknown', evidence, reason: 'The credited click is not in the ledger' };
			}
			if (sign !== undefined && terms.length === 0) {
				const reason = 'The paid ad does not tell what was searched for';
				return { status: 'unknown', evidence: { ...evidence, sign }, reason };
			}
			return { status: 'clear', evidence, reason: 'No paid ad for a brand term' };
		});
	},
});

function comparable(text: string): string {
	return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
