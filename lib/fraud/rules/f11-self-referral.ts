import { defineFraudRule } from '../define-fraud-rule';
import { sharedTraits } from '../match/affiliate-identity';
import { observeCredits } from '../observe-credits';
import { noParametersSchema } from '../schema';

/**
 * The customer is the credited affiliate: the same mailbox (also the payout one) or the same phone
 * number. Held, not declined: agencies buy for their clients in good faith.
 */
export const selfReferral = defineFraudRule({
	id: 'F11',
	version: 1,
	title: 'Self-Referral',
	description: 'Customer and credited affiliate share an email mailbox or a phone number',
	anchor: 'AffiliateWP and Dub; Rewardful explains the legitimate cases',
	falsePositiveNote: 'Agencies and resellers buy for clients: put them on the allow list.',
	affiliateText: "Orders of a programme's own affiliates are checked by a person.",
	action: 'hold',
	weight: 0.7,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'flag',
	requires: ['affiliate'],
	parameterSchema: noParametersSchema,
	defaultParameters: {},
	parameterFields: [],
	evaluate: ({ credits, order }) =>
		observeCredits(credits, ({ credit, affiliate }) => {
			const evidence = { affiliate: credit.affiliateCode };
			if (affiliate.status !== 'found') {
				return { status: 'unknown', evidence, reason: 'The affiliate is not in the ledger' };
			}
			const shared = sharedTraits(order.customer, affiliate.value);
			if (shared === null) {
				const reason = 'Customer and affiliate have no e-mail or phone number to compare';
				return { status: 'unknown', evidence, reason };
			}
			if (shared.length === 0) {
				return { status: 'clear', evidence, reason: 'Customer and affiliate are not the same' };
			}
			const matched = shared.join(', ');
			return {
				status: 'hit',
				evidence: { ...evidence, matched },
				reason: `The customer has the ${shared.join(' and ')} of the affiliate`,
			};
		}),
});
