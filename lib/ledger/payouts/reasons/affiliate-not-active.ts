import type { ReasonRule } from './reason';

/** Only active affiliates are paid: not banned, paused or still waiting for admission (C35). */
export const affiliateNotActive: ReasonRule = ({ candidate: { affiliate } }) =>
	affiliate.status === 'active'
		? null
		: {
				code: 'affiliate_not_active',
				text: `The affiliate is ${affiliate.status}, not active.`,
				affiliateText: 'Your account is not active at the moment. Please contact the programme.',
			};
