import type { ReasonRule } from './reason';

/** A person stopped the affiliate's payouts (C35). */
export const onHold: ReasonRule = ({ candidate: { profile } }) => {
	if (profile === null || !profile.isOnHold) return null;
	const why = profile.holdReason === null ? '' : `: ${profile.holdReason}`;
	return {
		code: 'on_hold',
		text: `Payouts of the affiliate are on hold${why}.`,
		affiliateText: 'Your payouts are on hold. Please contact the programme.',
	};
};
