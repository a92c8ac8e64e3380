import { compareMoney, formatMoney, maxMoney, type Money } from '../../../kernel';
import type { EligibilityFacts, ReasonRule } from './reason';

/**
 * The balance has reached the minimum of its currency: the policy's, or the affiliate's own if that
 * is higher. A currency without one has none. What is below it rolls over (C35).
 */
export const belowMinimum: ReasonRule = (facts) => {
	const { gross } = facts;
	const minimum = minimumOf(facts);
	if (minimum === null || gross.amountMinor <= 0n || compareMoney(gross, minimum) >= 0) return null;
	return {
		code: 'below_minimum',
		text: `${formatMoney(gross)} is below the minimum of ${formatMoney(minimum)}; it rolls over to the next run.`,
		affiliateText: `Your balance of ${formatMoney(gross)} is below the minimum of ${formatMoney(minimum)}. It is kept for you and paid once the minimum is reached.`,
	};
};

function minimumOf({ policy, candidate: { profile }, gross }: EligibilityFacts): Money | null {
	const own = profile?.minimum ?? null;
	return [...policy.minimums, ...(own === null ? [] : [own])]
		.filter(({ currency }) => currency === gross.currency)
		.reduce<Money | null>((most, entry) => (most === null ? entry : maxMoney(most, entry)), null);
}
