import { addDays } from '../../../kernel';
import type { ReasonRule } from './reason';

/** After a change of the account some days pass, so that a hijacked one is noticed first (C35, F34). */
export const coolingPeriod: ReasonRule = ({ candidate: { profile }, policy, now }) => {
	if (profile === null) return null;
	const until = addDays(profile.accountChangedAt, policy.coolingDays);
	if (now >= until) return null;
	const when = `${until.slice(0, 16).replace('T', ' ')} UTC`;
	return {
		code: 'cooling_period',
		text: `The payout account was changed; it is paid to from ${when} on.`,
		affiliateText: `Your payout account was changed a short while ago. For your safety it is paid to from ${when} on.`,
	};
};
