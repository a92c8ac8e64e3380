import type { Commission, CommissionLine, RecordedCommission } from '../../../lib/model/commission';
import { PLAIN_ATTRIBUTION, type Attribution, type Credit } from '../../../lib/model/credit';
import type { Touch } from '../../../lib/model/touch';
import type { Finding, Verdict } from '../../../lib/model/verdict';
import { AFFILIATE_ID, CLICKED_AT, CLICK_ID, eur, ORDERED_AT, PROGRAMME_ID } from './examples';

export function aTouch(overrides: Partial<Touch> = {}): Touch {
	return {
		kind: 'click',
		affiliateId: AFFILIATE_ID,
		affiliateCode: 'anna',
		programmeId: PROGRAMME_ID,
		occurredAt: CLICKED_AT,
		clickId: CLICK_ID,
		couponCode: null,
		medium: 'web',
		subIds: {},
		foundIn: 'landing page',
		...overrides,
	};
}

export function aCredit(overrides: Partial<Credit> = {}): Credit {
	return {
		affiliateId: AFFILIATE_ID,
		affiliateCode: 'anna',
		weight: 1,
		confidence: 0.95,
		confidenceReason: 'Click id found in the landing page',
		touch: aTouch(),
		...overrides,
	};
}

/** One click, one credit. `credits: []` alone makes it 'no_affiliate'. */
export function anAttribution(overrides: Partial<Attribution> = {}): Attribution {
	const credits = overrides.credits ?? [aCredit()];
	return {
		outcome: credits.length > 0 ? 'attributed' : 'no_affiliate',
		programmeId: PROGRAMME_ID,
		programmeCode: 'spring',
		model: 'last_click',
		couponPolicy: 'always',
		lookbackDays: 30,
		credits,
		touches: credits.map((credit) => credit.touch),
		...PLAIN_ATTRIBUTION,
		trace: [],
		...overrides,
	};
}

export function aFinding(overrides: Partial<Finding> = {}): Finding {
	return {
		ruleId: 'F11',
		ruleVersion: 1,
		status: 'hit',
		action: 'hold',
		weight: 0.6,
		isHard: false,
		isMonitored: false,
		isMuted: false,
		evidence: {},
		reason: 'The customer has the e-mail address of the affiliate',
		affiliateReason: 'The order needs a manual check',
		...overrides,
	};
}

/** Approved, unless told otherwise. */
export function aVerdict(overrides: Partial<Verdict> = {}): Verdict {
	return {
		verdict: 'approve',
		score: 0,
		affiliateIds: [AFFILIATE_ID],
		policyVersion: null,
		findings: [],
		reason: 'No rule was hit',
		affiliateReason: 'The order passed all checks',
		...overrides,
	};
}

/** 10 % of 100.00 EUR. */
export function aCommissionLine(overrides: Partial<CommissionLine> = {}): CommissionLine {
	return {
		affiliateId: AFFILIATE_ID,
		affiliateCode: 'anna',
		kind: 'sale',
		level: 0,
		sourceAffiliateId: null,
		amount: eur('10.00'),
		uncappedAmount: null,
		countsTowardsTier: false,
		orderAmount: eur('10.00'),
		base: eur('100.00'),
		weight: 1,
		weightTotal: 1,
		rate: '10 %',
		ruleIds: [],
		parts: [],
		lockedRate: null,
		sentence: '10 % of 100.00 EUR is 10.00 EUR.',
		...overrides,
	};
}

/** The engine's answer that belongs to `anOrder()`, `anAttribution()` and `aPlan()`. */
export function aCommission(overrides: Partial<Commission> = {}): Commission {
	return {
		outcome: 'commissioned',
		reason: 'priced',
		programmeId: PROGRAMME_ID,
		planId: 'pln_spring',
		planVersion: 1,
		base: eur('100.00'),
		baseLines: [{ lineId: 'line-1', base: eur('100.00'), net: eur('100.00') }],
		lines: [aCommissionLine()],
		total: eur('10.00'),
		holdUntil: '2026-12-17T12:30:00.000Z',
		lifetimeDays: null,
		caps: [],
		retroactive: [],
		context: null,
		trace: [],
		...overrides,
	};
}

export function aRecordedCommission(
	overrides: Partial<RecordedCommission> = {},
): RecordedCommission {
	return {
		commissionId: 'com_1',
		conversionId: 'cnv_1',
		programmeId: PROGRAMME_ID,
		affiliateId: AFFILIATE_ID,
		kind: 'sale',
		amount: eur('10.00'),
		adjusted: eur('0.00'),
		reversed: eur('0.00'),
		status: 'pending',
		statusReason: 'Waits for the end of the hold',
		holdUntil: '2026-12-17T12:30:00.000Z',
		planId: 'pln_spring',
		planVersion: 1,
		line: aCommissionLine(),
		trace: [],
		createdAt: ORDERED_AT,
		...overrides,
	};
}
