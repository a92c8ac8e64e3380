import { networkAddress, normalizeEmail } from '../../kernel';
import type { Affiliate } from '../../model/affiliate';
import type { Attribution, Credit } from '../../model/credit';
import type { CheckedAffiliate, CreditFacts, FraudFacts, Lookup } from '../../model/fraud-facts';
import { withoutPerson } from '../../model/journal';
import type { Order } from '../../model/order';
import { orderTraits, type Trait, type TraitHash } from '../../model/trait';
import { compareIdentities } from '../match/compare-identities';
import { isListedDomain, type DomainLookup } from '../match/domain-lookup';
import { emailDomainKind } from '../match/email-domain-kind';
import { hostOf, matchesHost } from '../match/host-pattern';
import { landingParameters } from './landing-parameters';

/** A credited affiliate as the ledger knows one. */
export interface KnownAffiliate {
	/** With e-mail addresses, to be compared here and kept nowhere. */
	readonly affiliate: Affiliate;
	readonly checked: CheckedAffiliate;
	/** Those of the payout profile included. */
	readonly traits: readonly Trait[];
}

/** One credit with the answers of its look-ups. */
export interface LookedUpCredit {
	readonly credit: Credit;
	readonly click: CreditFacts['click'];
	readonly affiliate: Lookup<KnownAffiliate>;
}

/** Answers that go into the facts as they are; null where one was not loaded. */
export type OrderLookUps = Pick<
	FraudFacts,
	| 'recordedOrder'
	| 'journey'
	| 'customerOrders'
	| 'networkOrders'
	| 'clickCustomers'
	| 'valuePercentile95'
	| 'valueSample'
	| 'claims'
	| 'decision'
>;

export interface OrderFactsInput {
	/** The whole order, personal data included. */
	readonly order: Order;
	readonly attribution: Attribution;
	readonly credits: readonly LookedUpCredit[];
	readonly customerKey: string | null;
	readonly disposableDomains: DomainLookup;
	readonly couponSites: DomainLookup;
	/** What the workspace's network lists say of the buyer's address. */
	readonly networkKinds: FraudFacts['visit']['networkKinds'];
	readonly lookUps: OrderLookUps;
	readonly hash: TraitHash;
}

/**
 * What the order rules look at. Compares customer and affiliates, and keeps nothing that tells who
 * they are: the facts are stored and replayed.
 */
export function buildOrderFacts(input: OrderFactsInput): FraudFacts {
	const { order, attribution, credits } = input;
	const customer = customerOf(input);
	return {
		order: withoutPerson(order),
		attribution,
		credits: credits.map((entry) => creditFacts(entry, order, customer)),
		customer,
		visit: visitOf(input),
		...input.lookUps,
	};
}

function customerOf({ order, customerKey, disposableDomains, hash }: OrderFactsInput) {
	const email = normalizeEmail(order.customer.email ?? '');
	const emailDomain = email === null ? null : email.slice(email.lastIndexOf('@') + 1);
	return {
		key: customerKey,
		emailDomain,
		emailDomainKind: emailDomain === null ? null : emailDomainKind(emailDomain, disposableDomains),
		billingCountry: countryOf(order.billingAddress?.country ?? order.customer.country),
		shippingCountry: countryOf(order.shippingAddress?.country ?? null),
		traits: orderTraits(order, hash),
	};
}

function countryOf(country: string | null): string | null {
	const text = (country ?? '').trim().toUpperCase();
	return text === '' ? null : text;
}

function visitOf({ order, couponSites, networkKinds }: OrderFactsInput): FraudFacts['visit'] {
	const { tracking } = order;
	const landing = tracking.landingUrl ?? latestVisit(order)?.landingUrl ?? null;
	const referrer = tracking.referrer ?? latestVisit(order)?.referrer ?? null;
	const referrerHost = foreignHost(referrer, landing);
	return {
		landingParameters: landingParameters(landing),
		referrerHost,
		isFromCouponSite: referrerHost !== null && isListedDomain(couponSites, referrerHost),
		network: networkAddress(tracking.clientIp),
		networkKinds: [...networkKinds],
	};
}

/** Host of a referrer; a page of the shop itself sends nobody. */
function foreignHost(referrer: string | null, landingUrl: string | null): string | null {
	const host = hostOf(referrer ?? '');
	const shop = hostOf(landingUrl ?? '')?.replace(/^www\./, '') ?? '';
	return host === null || matchesHost(host, shop) ? null : host;
}

/** The visit that bought, where the store tells visits but no landing page of the order. */
function latestVisit({ tracking }: Order): Order['tracking']['visits'][number] | undefined {
	return [...tracking.visits].sort((a, b) => (a.occurredAt < b.occurredAt ? 1 : -1))[0];
}

function creditFacts(
	{ credit, click, affiliate }: LookedUpCredit,
	order: Order,
	customer: FraudFacts['customer'],
): CreditFacts {
	if (affiliate.status !== 'found') return { credit, click, affiliate, identity: null };
	const { checked, affiliate: record, traits } = affiliate.value;
	return {
		credit,
		click,
		affiliate: { status: 'found', value: checked },
		identity: compareIdentities(
			{ order, traits: customer.traits, emailDomainKind: customer.emailDomainKind },
			{ affiliate: record, traits },
		),
	};
}
