import {
	DEFAULT_FRAUD_POLICY,
	evaluateOrder,
	FRAUD_RULES,
	type EvaluateOptions,
	type FraudRule,
	type Observation,
} from '../../../lib/fraud';
import { contentHash } from '../../../lib/kernel';
import { basketHash } from '../../../lib/model/basket-hash';
import type { Click } from '../../../lib/model/click';
import type {
	CheckedAffiliate,
	CreditFacts,
	FraudFacts,
	IdentityComparison,
	RelatedOrder,
} from '../../../lib/model/fraud-facts';
import type { FraudPolicy } from '../../../lib/model/fraud-policy';
import { withoutPerson } from '../../../lib/model/journal';
import type { TraitHash } from '../../../lib/model/trait';
import type { Verdict } from '../../../lib/model/verdict';
import {
	aClick,
	aCredit,
	AFFILIATE_ID,
	anAttribution,
	anOrder,
	aTouch,
	CREATED_AT,
	eur,
	ORDERED_AT,
} from '../../support/builders';

/** Stands for the workspace's key: equal values have equal hashes, and no value can be read back. */
export const hash: TraitHash = (purpose, value) => contentHash({ purpose, value });

/** Anna of the builders, as rules see her: she joined in January. */
export function someAffiliate(overrides: Partial<CheckedAffiliate> = {}): CheckedAffiliate {
	return {
		affiliateId: AFFILIATE_ID,
		code: 'anna',
		status: 'active',
		groupCode: null,
		partnerType: null,
		mayIntercept: false,
		sites: [],
		lookbackDays: null,
		createdAt: CREATED_AT,
		openCase: null,
		...overrides,
	};
}

/** Two people: both tell e-mail and network, and neither is the same. */
export function someIdentity(overrides: Partial<IdentityComparison> = {}): IdentityComparison {
	return {
		compared: ['email', 'email_domain', 'network'],
		shared: [],
		emailDifferences: [],
		sharesPrivateDomain: false,
		...overrides,
	};
}

/** Anna's credit by a click of hers, with both records found. */
export function someCredit(overrides: Partial<CreditFacts> = {}): CreditFacts {
	return {
		credit: aCredit(),
		click: { status: 'found', value: aClick() },
		affiliate: { status: 'found', value: someAffiliate() },
		identity: someIdentity(),
		...overrides,
	};
}

export function creditByClick(click: Partial<Click>): CreditFacts {
	return someCredit({ click: { status: 'found', value: aClick(click) } });
}

export function creditOf(affiliate: Partial<CheckedAffiliate>): CreditFacts {
	return someCredit({ affiliate: { status: 'found', value: someAffiliate(affiliate) } });
}

export function creditWith(identity: Partial<IdentityComparison>): CreditFacts {
	return someCredit({ identity: someIdentity(identity) });
}

/** Credited by a coupon: there is no click to look up. */
export const creditByCoupon: CreditFacts = someCredit({
	credit: aCredit({ touch: aTouch({ kind: 'coupon', clickId: null, couponCode: 'ANNA10' }) }),
	click: { status: 'not_named' },
});

export const missingClick: CreditFacts = someCredit({ click: { status: 'missing' } });

export const missingAffiliate: CreditFacts = someCredit({
	affiliate: { status: 'missing' },
	identity: null,
});

export function someCustomer(
	overrides: Partial<FraudFacts['customer']> = {},
): FraudFacts['customer'] {
	return {
		key: 'customer-key-1',
		emailDomain: 'example.com',
		emailDomainKind: 'private',
		billingCountry: 'DE',
		shippingCountry: null,
		traits: [],
		...overrides,
	};
}

export function someVisit(overrides: Partial<FraudFacts['visit']> = {}): FraudFacts['visit'] {
	return {
		landingParameters: {},
		referrerHost: null,
		isFromCouponSite: false,
		network: '203.0.113.0',
		networkKinds: [],
		...overrides,
	};
}

/** An order of the same customer with the same basket, at the same moment unless told otherwise. */
export function relatedOrder(overrides: Partial<RelatedOrder> = {}): RelatedOrder {
	return {
		conversionId: 'cnv_related',
		orderId: '1000',
		customerKey: 'customer-key-1',
		orderedAt: ORDERED_AT,
		net: eur('100.00'),
		basketHash: basketHash(anOrder()),
		...overrides,
	};
}

/** A clean first order of a customer who is not the affiliate; everything was looked up. */
export function someFacts(overrides: Partial<FraudFacts> = {}): FraudFacts {
	const credits = overrides.credits ?? [someCredit()];
	return {
		order: withoutPerson(anOrder()),
		attribution: anAttribution({ credits: credits.map(({ credit }) => credit) }),
		credits,
		customer: someCustomer(),
		visit: someVisit(),
		recordedOrder: null,
		journey: [],
		customerOrders: [],
		networkOrders: [],
		clickCustomers: 0,
		valuePercentile95: eur('200.00'),
		valueSample: 100,
		claims: [],
		decision: null,
		...overrides,
	};
}

export function somePolicy(overrides: Partial<FraudPolicy> = {}): FraudPolicy {
	return { ...DEFAULT_FRAUD_POLICY, ...overrides };
}

/** Rules of the catalogue that look at an order. */
export const ORDER_STAGE = FRAUD_RULES.filter(
	(rule): rule is FraudRule<'order'> => rule.stage === 'order',
);

export function ruleById(id: string): FraudRule<'order'> {
	const rule = ORDER_STAGE.find((candidate) => candidate.id === id);
	if (rule === undefined) throw new Error(`No rule ${id}`);
	return rule;
}

export function observe(
	id: string,
	facts: Partial<FraudFacts> = {},
	parameters: Record<string, unknown> = {},
): Observation {
	return ruleById(id).evaluate(someFacts(facts), parameters);
}

export function judge(
	facts: Partial<FraudFacts> = {},
	policy: Partial<FraudPolicy> = {},
	options: Partial<EvaluateOptions> = {},
): Verdict {
	return evaluateOrder(someFacts(facts), somePolicy(policy), {
		mutedRuleIds: new Set(),
		policyVersion: null,
		hash,
		...options,
	});
}
