import { defineFraudRule } from '../../define-fraud-rule';
import { noParametersSchema } from '../../no-parameters';
import { observeCredits } from '../../observe-credits';

/**
 * The customer's address is spelled differently from the affiliate's, yet reaches the same mailbox
 * (+tag, dots, another name of the domain). Adds to F11: somebody took the trouble.
 */
export const disguisedEmail = defineFraudRule({
	id: 'F13',
	stage: 'order',
	version: 2,
	title: 'Disguised Email',
	description: "The customer's email address is another spelling of the affiliate's mailbox",
	anchor: 'Refersion and Dub compare letter by letter and miss it',
	falsePositiveNote: 'People use +tags to sort their mail; alone it has nobody look.',
	affiliateText: "Orders of a programme's own affiliates are checked by a person.",
	action: 'flag',
	weight: 0.25,
	isHard: false,
	defaultMode: 'on',
	// F11 compares the same records and asks for a review when they are missing.
	onUnknown: 'allow',
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
			if (!identity.compared.includes('email')) {
				const reason = 'Customer and affiliate have no e-mail addresses to compare';
				return { status: 'unknown', evidence, reason };
			}
			const difference = identity.emailDifferences.join(', ');
			return difference === ''
				? { status: 'clear', evidence, reason: 'No other spelling of the same mailbox' }
				: {
						status: 'hit',
						evidence: { ...evidence, difference },
						reason: `Two spellings of one mailbox, which differ in: ${difference}`,
					};
		}),
});
