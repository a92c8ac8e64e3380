import {
	DEFAULT_FRAUD_POLICY,
	evaluateOrder,
	FRAUD_RULES,
	type CreditFacts,
	type FraudFacts,
	type FraudPolicy,
	type FraudRule,
	type Observation,
} from '../../../lib/fraud';
import type { Affiliate } from '../../../lib/model/affiliate';
import type { Click } from '../../../lib/model/click';
import type { Verdict } from '../../../lib/model/verdict';
import {
	aClick,
	aCredit,
	anAffiliate,
	anAttribution,
	anOrder,
	aTouch,
} from '../../support/builders';

/** Anna's credit by a click of hers, with both records found. */
export function someCredit(overrides: Partial<CreditFacts> = {}): CreditFacts {
	return {
		credit: aCredit(),
		click: { status: 'found', value: aClick() },
		affiliate: { status: 'found', value: anAffiliate() },
		...overrides,
	};
}

export function creditByClick(click: Partial<Click>): CreditFacts {
	return someCredit({ click: { status: 'found', value: aClick(click) } });
}

export function creditOf(affiliate: Partial<Affiliate>): CreditFacts {
	return someCredit({ affiliate: { status: 'found', value: anAffiliate(affiliate) } });
}

/** Credited by a coupon: there is no click to look up. */
export const creditByCoupon: CreditFacts = someCredit({
	credit: aCredit({ touch: aTouch({ kind: 'coupon', clickId: null, couponCode: 'ANNA10' }) }),
	click: { status: 'not_named' },
});

/** A clean first order of a customer who is not the affiliate. */
export function someFacts(overrides: Partial<FraudFacts> = {}): FraudFacts {
	const credits = overrides.credits ?? [someCredit()];
	return {
		order: anOrder(),
		attribution: anAttribution({ credits: credits.map(({ credit }) => credit) }),
		credits,
		recordedOrder: null,
		customerKey: 'customer-key-1',
		...overrides,
	};
}

export function somePolicy(overrides: Partial<FraudPolicy> = {}): FraudPolicy {
	return { ...DEFAULT_FRAUD_POLICY, ...overrides };
}

export function ruleById(id: string): FraudRule {
	const rule = FRAUD_RULES.find((candidate) => candidate.id === id);
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

export function judge(facts: Partial<FraudFacts> = {}, policy: Partial<FraudPolicy> = {}): Verdict {
	return evaluateOrder(someFacts(facts), somePolicy(policy));
}
