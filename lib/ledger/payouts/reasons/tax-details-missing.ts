import type { ReasonRule } from './reason';

/** Tax details are checked, or known not to be needed, where the policy asks for them (C35). */
export const taxDetailsMissing: ReasonRule = ({ candidate: { profile }, policy }) => {
	if (!policy.requiresTaxDetails || profile === null) return null;
	if (profile.taxStatus === 'verified' || profile.taxStatus === 'exempt') return null;
	const isSubmitted = profile.taxStatus === 'submitted';
	return {
		code: 'tax_details_missing',
		text: isSubmitted
			? 'The tax details were handed in and are not checked yet.'
			: 'The tax details are missing.',
		affiliateText: isSubmitted
			? 'Your tax details are being checked.'
			: 'Please hand in your tax details.',
	};
};
