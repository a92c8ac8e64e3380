import type { Attribution } from '../../model/credit';
import type { FraudFacts } from '../../model/fraud-facts';
import type { OrderClaim } from '../../model/order-claim';

/**
 * Of the claims about an order id those that can speak of this order (F37): signed with the secret
 * of its programme, and naming nobody or an affiliate that is credited. Whoever has another
 * programme's secret, or claims another's order, must not be able to hold what somebody earned.
 */
export function claimsAbout(
	{ programmeId, credits }: Pick<Attribution, 'programmeId' | 'credits'>,
	claims: readonly OrderClaim[],
): NonNullable<FraudFacts['claims']> {
	const credited = new Set(credits.map(({ affiliateId }) => affiliateId));
	return claims
		.filter((claim) => claim.programmeId === programmeId)
		.filter(({ affiliateId }) => affiliateId === null || credited.has(affiliateId))
		.map(({ source, amount, status, receivedAt }) => ({ source, amount, status, at: receivedAt }));
}
