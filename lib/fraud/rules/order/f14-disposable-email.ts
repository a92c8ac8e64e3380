import { defineFraudRule } from '../../define-fraud-rule';
import { noParametersSchema } from '../../no-parameters';

/**
 * The customer's mailbox is one for ten minutes, by the workspace's list of such domains. Services
 * that forward to a real mailbox are not.
 */
export const disposableEmail = defineFraudRule({
	id: 'F14',
	stage: 'order',
	version: 1,
	title: 'Disposable Email',
	description: "The customer's email domain offers mailboxes that vanish",
	anchor: 'Dub refuses disposable domains',
	falsePositiveNote:
		'Privacy services forward to a real mailbox and are known; take wrong entries off your list.',
	affiliateText: "The customer's contact details need a check by a person.",
	action: 'flag',
	weight: 0.3,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: [],
	parameterSchema: noParametersSchema,
	defaultParameters: {},
	parameterFields: [],
	evaluate({ customer: { emailDomain, emailDomainKind } }) {
		switch (emailDomainKind) {
			case null:
				return { status: 'unknown', evidence: {}, reason: 'The order has no e-mail address' };
			case 'disposable': {
				const evidence = emailDomain === null ? {} : { domain: emailDomain };
				return { status: 'hit', evidence, reason: 'The mailbox is a disposable one' };
			}
			case 'relay':
				return { status: 'clear', evidence: {}, reason: 'The mailbox forwards to a real one' };
			case 'public':
			case 'private':
				return { status: 'clear', evidence: {}, reason: 'The mailbox is not a disposable one' };
		}
	},
});
