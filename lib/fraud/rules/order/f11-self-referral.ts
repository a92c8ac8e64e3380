import type { TraitKind } from '../../../model/trait';
import { defineFraudRule } from '../../define-fraud-rule';
import { noParametersSchema } from '../../no-parameters';
import { observeCredits } from '../../observe-credits';

/** What only one person has, with its name for the merchant. */
const STRONG: ReadonlyArray<readonly [kind: TraitKind, name: string]> = [
	['email', 'e-mail'],
	['phone', 'phone'],
	['payment', 'payment card or account'],
	['payout', 'payout account'],
	['tax_id', 'tax id'],
];

/**
 * The customer is the credited affiliate: the same mailbox (also the payout one), phone number,
 * means of payment, payout account or tax id. Held, not declined: agencies buy for their clients in
 * good faith.
 */
export const selfReferral = defineFraudRule({
	id: 'F11',
	stage: 'order',
	version: 2,
	title: 'Self-Referral',
	description: 'Customer and credited affiliate share a mailbox, phone number or account',
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
	evaluate: ({ credits }) =>
		observeCredits(credits, ({ credit, identity }) => {
			const evidence = { affiliate: credit.affiliateCode };
			if (identity === null) {
				return { status: 'unknown', evidence, reason: 'The affiliate is not in the ledger' };
			}
			const compared = STRONG.filter(([kind]) => identity.compared.includes(kind));
			if (compared.length === 0) {
				const reason = 'Customer and affiliate have no e-mail or phone number to compare';
				return { status: 'unknown', evidence, reason };
			}
			const shared = compared
				.filter(([kind]) => identity.shared.includes(kind))
				.map(([, name]) => name);
			if (shared.length === 0) {
				return { status: 'clear', evidence, reason: 'Customer and affiliate are not the same' };
			}
			return {
				status: 'hit',
				evidence: { ...evidence, matched: shared.join(', ') },
				reason: `The customer has the ${shared.join(' and ')} of the affiliate`,
			};
		}),
});
