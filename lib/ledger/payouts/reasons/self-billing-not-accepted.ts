import type { ReasonRule } from './reason';

/** A self-billing invoice needs the affiliate's consent, where the policy asks for it (C39). */
export const selfBillingNotAccepted: ReasonRule = ({ candidate: { profile }, policy }) =>
	!policy.requiresSelfBillingConsent || profile === null || profile.acceptsSelfBilling
		? null
		: {
				code: 'self_billing_not_accepted',
				text: 'The affiliate has not agreed to self-billing.',
				affiliateText: 'Please agree to self-billing, so that invoices can be made for you.',
			};
