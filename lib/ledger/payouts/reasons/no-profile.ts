import type { ReasonRule } from './reason';

/** Nobody is paid whose payout details are not known (C35). */
export const noProfile: ReasonRule = ({ candidate: { profile } }) =>
	profile !== null
		? null
		: {
				code: 'no_profile',
				text: 'The affiliate has no payout profile.',
				affiliateText: 'Please enter how you would like to be paid.',
			};
