import { defineFraudRule } from '../define-fraud-rule';
import { spellingDifferences } from '../match/affiliate-identity';
import { observeCredits } from '../observe-credits';
import { noParametersSchema } from '../schema';

/**
 * The customer's address is spelled differently from the affiliate's, yet reaches the same mailbox
 * (+tag, dots, another name of the domain). Adds to F11: somebody took the trouble.
 */
export const disguisedEmail = defineFraudRule({
	id: 'F13',
	version: 1,
	title: 'Disguised Email',
	description: "The customer's email address is another spelling of the affiliate's mailbox",
	anchor: 'Refersion and Dub compare letter by letter and miss it',
	falsePositiveNote: 'People use +tags to sort their mail; it never decides without F11.',
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
	evaluate: ({ credits, order }) =>
		observeCredits(credits, ({ credit, affiliate }) => {
			const evidence = { affiliate: credit.affiliateCode };
			if (affiliate.status !== 'found') {
				return { status: 'unknown', evidence, reason: 'The affiliate is not in the ledger' };
			}
			if (order.customer.email === null) {
				return { status: 'unknown', evidence, reason: 'The order has no e-mail address' };
			}
			const difference = spellingDifferences(order.customer, affiliate.value).join(', ');
			return difference === ''
				? { status: 'clear', evidence, reason: 'No other spelling of the same mailbox' }
				: {
						status: 'hit',
						evidence: { ...evidence, difference },
						reason: `Two spellings of one mailbox, which differ in: ${difference}`,
					};
		}),
});
