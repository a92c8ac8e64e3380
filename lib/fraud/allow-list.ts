import { canonicalEmail } from '../kernel';
import type { FraudFacts } from '../model/fraud-facts';
import type { FraudPolicy } from '../model/fraud-policy';
import type { TraitHash } from '../model/trait';

/**
 * Why an order passes whatever the rules find; null when no allow list names it. An affiliate's
 * entry counts when all credited affiliates are listed.
 */
export function allowReason(
	{ credits, customer }: FraudFacts,
	{ allow }: FraudPolicy,
	hash: TraitHash,
): string | null {
	const listed = new Set(allow.affiliates.map(comparable));
	const isListed = ({ credit }: FraudFacts['credits'][number]) =>
		listed.has(comparable(credit.affiliateCode)) || listed.has(comparable(credit.affiliateId));
	if (credits.length > 0 && credits.every(isListed)) return 'The affiliate is on the allow list';

	const mailboxes = new Set(
		allow.emails.flatMap((entry) => {
			const mailbox = canonicalEmail(entry);
			return mailbox === null ? [] : [hash('trait.email', mailbox)];
		}),
	);
	const isKnownKey = customer.key !== null && allow.customerKeys.includes(customer.key);
	const isKnownMailbox = customer.traits.some(
		(trait) => trait.kind === 'email' && mailboxes.has(trait.hash),
	);
	return isKnownKey || isKnownMailbox ? 'The customer is on the allow list' : null;
}

function comparable(text: string): string {
	return text.trim().toLowerCase();
}
