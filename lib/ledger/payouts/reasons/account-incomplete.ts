import { accountProblems } from '../../../model/payout-account';
import type { ReasonRule } from './reason';

/** The account can be paid to: IBAN with its check digits, e-mail address, whatever the method needs (C35). */
export const accountIncomplete: ReasonRule = ({ candidate: { profile } }) => {
	const problems = profile === null ? [] : accountProblems(profile);
	if (problems.length === 0) return null;
	return {
		code: 'account_incomplete',
		text: `The payout details cannot be used: ${problems.join(', ')}.`,
		affiliateText: `Please correct your payout details: ${problems.join(', ')}.`,
	};
};
