/** What a credit rests on. */
export type Evidence =
	| 'subscription'
	| 'binding'
	| 'click_and_coupon'
	| 'cart_attribute'
	| 'landing_page'
	| 'journey'
	| 'code_and_coupon'
	| 'direct_link_and_coupon'
	| 'contested_click_and_coupon'
	| 'coupon'
	| 'coupon_against_click'
	| 'landing_code'
	| 'direct_link'
	| 'customer';

export interface Confidence {
	/** 0 to 1: how sure it is that this affiliate sent the customer. */
	readonly confidence: number;
	readonly confidenceReason: string;
}

/**
 * The one table of confidences. The numbers are ours: an order of strength, not a measured
 * probability. Cart and landing page come from the buyer's browser, so either can be written by
 * hand, but only with a click id of the ledger, which cannot be guessed: who forges credit that way
 * has clicked. A cart attribute is of the visit that bought; a landing page can be shared or cached.
 * A coupon can be passed on without its owner, and a bare code can be written by anybody. A running
 * subscription is the same purchase going on, so it is nearly as sure as what began it; a binding
 * tells who brought the customer once, not who brought this order. Another visit of the customer is
 * joined by browser or earlier orders, and people share both. A referring site is told by the browser,
 * but a visit from there may have come without the affiliate's doing.
 */
const CONFIDENCES: Readonly<Record<Evidence, Confidence>> = {
	subscription: {
		confidence: 0.95,
		confidenceReason: 'The first payment of the subscription was credited to the affiliate',
	},
	binding: {
		confidence: 0.9,
		confidenceReason: 'The customer is bound to the affiliate',
	},
	click_and_coupon: {
		confidence: 0.99,
		confidenceReason: 'A recorded click and the coupon name the same affiliate',
	},
	cart_attribute: {
		confidence: 0.99,
		confidenceReason: 'The click id was in the cart',
	},
	landing_page: {
		confidence: 0.95,
		confidenceReason: 'The click id was in the address of the landing page',
	},
	journey: {
		confidence: 0.85,
		confidenceReason: 'The click is of another visit of the same customer',
	},
	direct_link_and_coupon: {
		confidence: 0.9,
		confidenceReason: 'The referring site and the coupon belong to the same affiliate',
	},
	code_and_coupon: {
		confidence: 0.9,
		confidenceReason: 'An affiliate code and the coupon name the same affiliate',
	},
	contested_click_and_coupon: {
		confidence: 0.85,
		confidenceReason: 'A click and the coupon name the affiliate, another click somebody else',
	},
	coupon: {
		confidence: 0.8,
		confidenceReason: 'Only the coupon names the affiliate',
	},
	coupon_against_click: {
		confidence: 0.7,
		confidenceReason: 'The coupon names the affiliate, a click names somebody else',
	},
	landing_code: {
		confidence: 0.7,
		confidenceReason:
			'Only an affiliate code in the order names the affiliate, and anybody can write one',
	},
	direct_link: {
		confidence: 0.65,
		confidenceReason:
			'Only the referring site names the affiliate: it is registered as theirs, but no click is recorded',
	},
	customer: {
		confidence: 0.6,
		confidenceReason: 'Only an earlier order of the customer names the affiliate',
	},
};

/** With a click of the order unknown, nobody can say that this affiliate was the right one. */
const CEILING_BESIDE_UNKNOWN_CLICK = 0.5;

export function confidenceOf(evidence: Evidence, hasUnknownClick: boolean): Confidence {
	const known = CONFIDENCES[evidence];
	if (!hasUnknownClick) return known;
	return {
		confidence: Math.min(known.confidence, CEILING_BESIDE_UNKNOWN_CLICK),
		confidenceReason: `${known.confidenceReason}; another click of the order is not known`,
	};
}
