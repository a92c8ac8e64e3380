import type { CreditFacts, FraudFacts } from '../../../model/fraud-facts';
import { defineFraudRule, type Observation } from '../../define-fraud-rule';
import { noParametersSchema } from '../../no-parameters';
import { observeCredits } from '../../observe-credits';
import { sessionOrigin } from './measure/session-origin';

const COUPON_SITE_WEIGHT = 0.4;

/** Who is paid for exactly this. */
const COUPON_PARTNERS: ReadonlySet<string> = new Set(['coupon', 'cashback']);

/**
 * The credit rests on a coupon alone, its owner was never clicked, and the visit began elsewhere: the
 * customer was at the checkout already and went to find a code. A coupon without any sign of where the
 * visit began may be from a podcast or a leaflet.
 */
export const couponAtCheckout = defineFraudRule({
	id: 'F22',
	stage: 'order',
	version: 1,
	title: 'Coupon Found at Checkout',
	description: "A coupon was entered without any visit through its owner's links",
	anchor: 'AffiliateWP users pay twice for codes that are searched for at the checkout',
	falsePositiveNote:
		'Podcasts and leaflets bring coupons without clicks: only a visit that began elsewhere counts.',
	affiliateText: 'Your coupon was used without a visit through your links; a person checks this.',
	action: 'flag',
	weight: 0.3,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: ['affiliate', 'journey'],
	parameterSchema: noParametersSchema,
	defaultParameters: {},
	parameterFields: [],
	evaluate: (facts) => observeCredits(facts.credits, (credit) => observeCoupon(credit, facts)),
});

function observeCoupon({ credit, affiliate }: CreditFacts, facts: FraudFacts): Observation {
	const coupon = credit.touch.couponCode;
	const evidence = { affiliate: credit.affiliateCode };
	if (credit.touch.kind !== 'coupon' || coupon === null) {
		return { status: 'clear', evidence, reason: 'The credit does not rest on a coupon' };
	}
	const found = { ...evidence, coupon };
	if (wasOwnerVisited(credit.affiliateId, facts)) {
		return { status: 'clear', evidence: found, reason: "The owner's link was clicked as well" };
	}
	if (affiliate.status !== 'found') {
		return { status: 'unknown', evidence: found, reason: 'The affiliate is not in the ledger' };
	}
	const { partnerType, mayIntercept } = affiliate.value;
	if (mayIntercept || COUPON_PARTNERS.has(partnerType ?? '')) {
		const reason = 'The owner may come in at the checkout by contract';
		return { status: 'clear', evidence: found, reason };
	}
	const origin = sessionOrigin(facts, affiliate.value);
	if (origin.kind === 'untold') {
		const reason = 'Nothing is told of where the visit began, as with podcasts and leaflets';
		return { status: 'unknown', evidence: found, reason };
	}
	if (origin.kind === 'neutral') {
		return {
			status: 'clear',
			evidence: found,
			reason: 'The visit did not begin at another source',
		};
	}
	if (facts.journey === null) {
		return { status: 'unknown', evidence: found, reason: "Nobody looked for the owner's clicks" };
	}
	return {
		status: 'hit',
		evidence: { ...found, began: origin.sign },
		reason: `The coupon was entered without a click of its owner; the visit began at ${origin.sign}`,
		...(origin.kind === 'coupon_site' ? { weight: COUPON_SITE_WEIGHT } : {}),
	};
}

/** By a click or a visit from the owner's site, whether it earned the credit or not. */
function wasOwnerVisited(ownerId: string, { attribution, journey }: FraudFacts): boolean {
	const isOwnVisit = ({ kind, affiliateId }: FraudFacts['attribution']['touches'][number]) =>
		affiliateId === ownerId && (kind === 'click' || kind === 'direct_link');
	return (
		attribution.touches.some(isOwnVisit) ||
		(journey ?? []).some(({ affiliateId }) => affiliateId === ownerId)
	);
}
