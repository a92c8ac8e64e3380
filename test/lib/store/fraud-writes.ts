import type { FraudCase, FraudCheck } from '../../../lib/model/fraud-case';
import type { FraudFacts } from '../../../lib/model/fraud-facts';
import type { FraudPolicy } from '../../../lib/model/fraud-policy';
import { withoutPerson } from '../../../lib/model/journal';
import type { Verdict } from '../../../lib/model/verdict';
import type { FraudStore } from '../../../lib/ports/fraud-store';
import {
	AFFILIATE_ID,
	aFinding,
	anAttribution,
	anOrder,
	aVerdict,
	ORDERED_AT,
	PROGRAMME_ID,
	STORE_KEY,
} from '../../support/builders';

/*
 * Checks and cases as the fraud engine hands them over, small enough to say in a test what they hold.
 */

export type CheckWrite = Parameters<FraudStore['recordCheck']>[0];

export const SHARED = aFinding({ ruleId: 'F11' });
export const SHOWN = aFinding({ ruleId: 'F13', isMonitored: true });
export const CLEAR = aFinding({ ruleId: 'F15', status: 'clear' });

export function aFraudPolicy(overrides: Partial<FraudPolicy> = {}): FraudPolicy {
	return {
		rules: { F11: { weight: 0.5 } },
		thresholds: { flag: 0.3, hold: 0.6, decline: 0.9 },
		allow: { affiliates: [], emails: [], customerKeys: [] },
		review: { days: 30, onExpiry: 'release' },
		...overrides,
	};
}

export function fraudFacts(overrides: Partial<FraudFacts> = {}): FraudFacts {
	return {
		order: withoutPerson(anOrder()),
		attribution: anAttribution(),
		credits: [],
		customer: {
			key: 'carla',
			emailDomain: 'example.com',
			emailDomainKind: 'private',
			billingCountry: 'DE',
			shippingCountry: null,
			traits: [],
		},
		visit: {
			landingParameters: {},
			referrerHost: null,
			isFromCouponSite: false,
			network: '203.0.113.0',
			networkKinds: [],
		},
		recordedOrder: null,
		journey: null,
		customerOrders: null,
		networkOrders: null,
		clickCustomers: null,
		valuePercentile95: null,
		valueSample: null,
		claims: null,
		decision: null,
		...overrides,
	};
}

export function aCheck(overrides: Partial<FraudCheck> = {}): FraudCheck {
	return {
		storeKey: STORE_KEY,
		orderId: 'order-1',
		programmeId: PROGRAMME_ID,
		checkedAt: ORDERED_AT,
		orderedAt: ORDERED_AT,
		verdict: aVerdict(),
		...overrides,
	};
}

export function aCase(overrides: Partial<FraudCase> = {}): FraudCase {
	return {
		caseId: 'cas_1',
		subject: 'order',
		programmeId: PROGRAMME_ID,
		affiliateIds: [AFFILIATE_ID],
		conversionId: 'cnv_1',
		storeKey: STORE_KEY,
		orderId: 'order-1',
		couponCode: null,
		status: 'open',
		verdict: 'review',
		score: 0.6,
		findings: [SHARED, SHOWN, CLEAR],
		reason: 'The customer has the e-mail address of the affiliate',
		affiliateReason: 'The order needs a manual check',
		holds: false,
		openedAt: ORDERED_AT,
		expiresAt: '2026-12-17T12:30:00.000Z',
		onExpiry: 'release',
		decidedAt: null,
		decidedBy: null,
		note: null,
		...overrides,
	};
}

/** About an affiliate, as the scan opens one. */
export function anAffiliateCase(overrides: Partial<FraudCase> = {}): FraudCase {
	return aCase({
		caseId: 'cas_affiliate',
		subject: 'affiliate',
		conversionId: null,
		storeKey: null,
		orderId: null,
		holds: true,
		...overrides,
	});
}

/** A check that found nothing, and so opens no case. */
export function passed(
	check: Partial<FraudCheck> = {},
	rest: Partial<CheckWrite> = {},
): CheckWrite {
	return { check: aCheck(check), facts: fraudFacts(), traits: [], openCase: null, ...rest };
}

/** A check that asks for a review, with its case. */
export function suspected(
	check: Partial<FraudCheck> = {},
	found: Partial<FraudCase> = {},
): CheckWrite {
	const verdict: Verdict = aVerdict({ verdict: 'review', score: 0.6, findings: [SHARED] });
	const checked = aCheck({ verdict, ...check });
	return passed(checked, { openCase: aCase({ orderId: checked.orderId, ...found }) });
}
