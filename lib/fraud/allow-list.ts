import { canonicalEmail } from '../kernel';
import type { FraudFacts } from './facts';
import type { FraudPolicy } from './schema';

/**
 * Why an order passes whatever the rules find; null when no allow list names it. An affiliate's
 * entry counts when all credited affiliates are listed.
 */
export function allowReason(facts: FraudFacts, { allow }: FraudPolicy): string | null {
	const { credits, customerKey, order } = facts;
	const listed = new Set(allow.affiliates.map(comparable));
	const isListed = ({ credit }: FraudFacts['credits'][number]) =>
		listed.has(comparable(credit.affiliateCode)) || listed.has(comparable(credit.affiliateId));
	if (credits.length > 0 && credits.every(isListed)) return 'The affiliate is on the allow list';

	const email = canonicalEmail(order.customer.email ?? '');
	const emails = allow.emails.map((entry) => canonicalEmail(entry));
	const isKnownKey = customerKey !== null && allow.customerKeys.includes(customerKey);
	if (isKnownKey || (email !== null && emails.includes(email))) {
		return 'The customer is on the allow list';
	}
	return null;
}

function comparable(text: string): string {
	return text.trim().toLowerCase();
}
