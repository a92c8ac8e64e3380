import type { FraudFacts } from '../../model/fraud-facts';
import { isListedDomain, type DomainLookup } from './domain-lookup';
import { FORWARDING_DOMAINS } from './forwarding-domains';
import { MAILBOX_DOMAINS } from './mailbox-domains';

export type EmailDomainKind = NonNullable<FraudFacts['customer']['emailDomainKind']>;

/**
 * What a domain offers. Well-known providers and forwarders go before the list of disposable ones,
 * because public lists have some of them by mistake; on the list, a parent domain means all below it.
 */
export function emailDomainKind(domain: string, disposable: DomainLookup): EmailDomainKind {
	const name = domain.trim().toLowerCase().replace(/\.$/, '');
	if (isListedDomain(FORWARDING_DOMAINS, name)) return 'relay';
	if (MAILBOX_DOMAINS.has(name)) return 'public';
	return isListedDomain(disposable, name) ? 'disposable' : 'private';
}
