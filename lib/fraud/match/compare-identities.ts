import type { Affiliate } from '../../model/affiliate';
import type { IdentityComparison } from '../../model/fraud-facts';
import type { Order } from '../../model/order';
import { TRAIT_KINDS, type Trait, type TraitKind } from '../../model/trait';
import type { EmailDomainKind } from './email-domain-kind';
import { spellingDifferences } from './spelling-differences';

export interface ComparedCustomer {
	readonly order: Pick<Order, 'customer'>;
	readonly traits: readonly Trait[];
	readonly emailDomainKind: EmailDomainKind | null;
}

export interface ComparedAffiliate {
	readonly affiliate: Pick<Affiliate, 'email' | 'payoutEmail'>;
	/** Those of the payout profile included. */
	readonly traits: readonly Trait[];
}

/** What customer and affiliate have in common (F11 to F13). Holds no value of either. */
export function compareIdentities(
	{ order, traits, emailDomainKind }: ComparedCustomer,
	{ affiliate, traits: theirs }: ComparedAffiliate,
): IdentityComparison {
	const hashesOf = (all: readonly Trait[], kind: TraitKind) =>
		all.filter((trait) => trait.kind === kind).map(({ hash }) => hash);
	const compared = TRAIT_KINDS.filter(
		(kind) => hashesOf(traits, kind).length > 0 && hashesOf(theirs, kind).length > 0,
	);
	const shared = compared.filter((kind) => {
		const known = new Set(hashesOf(theirs, kind));
		return hashesOf(traits, kind).some((hash) => known.has(hash));
	});
	return {
		compared,
		shared,
		emailDifferences: spellingDifferences(order.customer.email, [
			affiliate.email,
			affiliate.payoutEmail,
		]),
		sharesPrivateDomain: emailDomainKind === 'private' && shared.includes('email_domain'),
	};
}
