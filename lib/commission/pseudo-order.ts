import { requireSameCurrency, zeroMoney, type Instant, type Money } from '../kernel';
import type { Commission, CommissionKind, CommissionLine } from '../model/commission';
import { PLAIN_ATTRIBUTION, type Attribution, type Credit } from '../model/credit';
import { UNKNOWN_CUSTOMER, UNKNOWN_TRACKING, UNTOLD_CHECKOUT } from '../model/nobody';
import type { Order } from '../model/order';
import type { Programme } from '../model/programme';
import type { TraceStep } from '../model/trace';
import type { ConversionKind } from '../ports/ledger-store';

/** What earns without an order of a store. */
export type PseudoKind = Extract<CommissionKind, 'bonus' | 'click' | 'manual' | 'opening'>;

export interface PseudoSaleFacts {
	readonly programme: Programme;
	readonly affiliate: { readonly affiliateId: string; readonly code: string };
	readonly kind: PseudoKind;
	/** Unique in the programme: the same one is never booked twice. */
	readonly orderId: string;
	/** In the currency of the programme. */
	readonly amount: Money;
	readonly at: Instant;
	readonly holdUntil: Instant;
	/** As in the line: "0.10 EUR per click". */
	readonly rateWords: string;
	readonly sentence: string;
	readonly planId: string | null;
	readonly planVersion: number | null;
	readonly trace: readonly TraceStep[];
}

/** What `recordConversion` of the ledger takes, besides verdict and customer. */
export interface PseudoSale {
	readonly order: Order;
	readonly attribution: Attribution;
	readonly commission: Commission;
	readonly kind: ConversionKind;
}

const CONVERSION_KINDS: Readonly<Record<PseudoKind, ConversionKind>> = {
	bonus: 'bonus',
	click: 'clicks',
	manual: 'manual',
	opening: 'opening',
};

const FOUND_IN: Readonly<Record<PseudoKind, string>> = {
	bonus: 'performance bonus',
	click: 'counted clicks',
	manual: 'manual credit',
	opening: 'opening balance',
};

/** Shop that the pseudo-orders of a programme belong to. */
export function pseudoStoreKey(programmeId: string): string {
	return `programme:${programmeId}`;
}

/**
 * A commission that no order of a store brought about, in the form of one, so that the ledger books
 * it under a key of its own like everything else that earns: a paid order without lines, credited
 * to one affiliate, with one line. Throws `currency_mismatch` for an amount in another currency
 * than the programme's.
 */
export function pseudoSale(facts: PseudoSaleFacts): PseudoSale {
	requireSameCurrency(facts.amount, facts.programme);
	return {
		order: orderOf(facts),
		attribution: attributionOf(facts),
		commission: commissionOf(facts),
		kind: CONVERSION_KINDS[facts.kind],
	};
}

function orderOf({ programme, orderId, at }: PseudoSaleFacts): Order {
	const zero = zeroMoney(programme.currency);
	return {
		platform: 'generic',
		storeKey: pseudoStoreKey(programme.programmeId),
		orderId,
		orderNumber: orderId,
		status: 'paid',
		isTest: false,
		createdAt: at,
		paidAt: at,
		updatedAt: at,
		cancelledAt: null,
		cancelReason: null,
		currency: programme.currency,
		lines: [],
		totals: {
			items: zero,
			discount: zero,
			shipping: zero,
			tax: zero,
			fees: zero,
			tip: zero,
			total: zero,
		},
		coupons: [],
		customer: UNKNOWN_CUSTOMER,
		tracking: UNKNOWN_TRACKING,
		action: null,
		subscription: null,
		storeCredit: null,
		...UNTOLD_CHECKOUT,
	};
}

function attributionOf({ programme, affiliate, kind, at }: PseudoSaleFacts): Attribution {
	const credit: Credit = {
		affiliateId: affiliate.affiliateId,
		affiliateCode: affiliate.code,
		weight: 1,
		confidence: 1,
		confidenceReason: `The ${FOUND_IN[kind]} names the affiliate`,
		touch: {
			kind: 'click',
			affiliateId: affiliate.affiliateId,
			affiliateCode: affiliate.code,
			programmeId: programme.programmeId,
			occurredAt: at,
			clickId: null,
			couponCode: null,
			medium: 'web',
			subIds: {},
			foundIn: FOUND_IN[kind],
		},
	};
	return {
		outcome: 'attributed',
		programmeId: programme.programmeId,
		programmeCode: programme.code,
		model: programme.attributionModel,
		couponPolicy: programme.couponPolicy,
		lookbackDays: programme.lookbackDays,
		credits: [credit],
		touches: [credit.touch],
		...PLAIN_ATTRIBUTION,
		trace: [{ rule: kind, text: `No order: ${FOUND_IN[kind]} of ${affiliate.code}.` }],
	};
}

function commissionOf(facts: PseudoSaleFacts): Commission {
	const { programme, amount, planId, planVersion, holdUntil, trace } = facts;
	return {
		outcome: 'commissioned',
		reason: facts.kind === 'opening' ? 'imported' : 'priced',
		programmeId: programme.programmeId,
		planId,
		planVersion,
		base: null,
		baseLines: [],
		lines: [lineOf(facts)],
		total: amount,
		holdUntil,
		lifetimeDays: null,
		caps: [],
		retroactive: [],
		context: null,
		trace: [...trace, { rule: 'amount', text: facts.sentence }],
	};
}

function lineOf({ affiliate, kind, amount, rateWords, sentence }: PseudoSaleFacts): CommissionLine {
	return {
		affiliateId: affiliate.affiliateId,
		affiliateCode: affiliate.code,
		kind,
		level: 0,
		sourceAffiliateId: null,
		amount,
		uncappedAmount: null,
		countsTowardsTier: false,
		orderAmount: amount,
		base: zeroMoney(amount.currency),
		weight: 1,
		weightTotal: 1,
		rate: rateWords,
		ruleIds: [],
		parts: [],
		lockedRate: null,
		sentence,
	};
}
