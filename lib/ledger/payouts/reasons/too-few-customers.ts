import type { ReasonRule } from './reason';

/** Distinct customers before the first payout (C37). What was earned stays; it only waits. */
export const tooFewCustomers: ReasonRule = ({ candidate, policy }) => {
	const { customers, wasPaidBefore } = candidate;
	if (wasPaidBefore || customers >= policy.minimumCustomers) return null;
	return {
		code: 'too_few_customers',
		text: `The first payout needs ${policy.minimumCustomers} different customers; there are ${customers} so far.`,
		affiliateText: `Your first payout is made once ${policy.minimumCustomers} different customers have ordered. So far there are ${customers}.`,
	};
};
