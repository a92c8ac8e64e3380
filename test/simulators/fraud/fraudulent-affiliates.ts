import type { Behaviour } from './actions';
import { simulatedAffiliate, type AffiliateProfile } from './affiliates';
import type { Draws } from './draws';
import { RingAccounts, RingMember } from './fraudulent/affiliate-ring';
import { BotClicks } from './fraudulent/bot-clicks';
import { BrandBidding } from './fraudulent/brand-bidding';
import { CartInterception } from './fraudulent/cart-interception';
import { CookieStuffing } from './fraudulent/cookie-stuffing';
import { CouponLeak } from './fraudulent/coupon-leak';
import { FakeLeads } from './fraudulent/fake-leads';
import type { FraudScene } from './fraudulent/fraud-scene';
import { PaymentFraud } from './fraudulent/payment-fraud';
import { SelfReferral } from './fraudulent/self-referral';
import { Influencer } from './honest/influencer';
import { TrafficPartner } from './honest/traffic-partner';
import type { Member, Scene } from './honest-affiliates';
import { FRAUD_KINDS, type FraudKind } from './truth';

/** How many commit each fraud: 27 in all. */
const COUNTS: Readonly<Record<FraudKind, number>> = {
	'self-referral, plain': 2,
	'self-referral, disguised': 2,
	'self-referral, own household': 1,
	'self-referral, through a friend': 1,
	'bot clicks, declared or data centre': 1,
	'bot clicks, plain Chrome at home addresses': 1,
	'cookie stuffing, embedded': 1,
	'cookie stuffing, pop-under': 1,
	'coupon leak': 2,
	'cart interception': 2,
	'fake leads, scripted': 1,
	'fake leads, careful': 1,
	'stolen cards': 1,
	'card testing': 1,
	'refund abuse': 1,
	'ring of affiliates': 4,
	'duplicate account': 3,
	'brand bidding': 1,
};

/** What people type who look for the shop. */
export const SHOP_NAME = 'grindhaus';
/** Everybody begins somewhere in the first third, once the programme has a past. */
const BEGINS = { first: 5, share: 1 / 3 };

/** Everybody who cheats. */
export function fraudulentMembers(scene: Scene): Member[] {
	const ring = new RingAccounts(scene.population, scene.draws.branch('ring'));
	return FRAUD_KINDS.flatMap((kind) =>
		Array.from({ length: COUNTS[kind] }, (_, index) => {
			const code = `fraud-${FRAUD_KINDS.indexOf(kind)}-${index}`;
			const draws = scene.draws.branch(code);
			const latest = Math.max(BEGINS.first, Math.floor(scene.days * BEGINS.share));
			const firstDay = draws.whole(BEGINS.first, latest);
			const affiliate = simulatedAffiliate(
				code,
				{ isFraud: true, kind },
				{ ...scene, draws },
				{ ...PROFILES[kind]?.(code), firstDay },
			);
			const fraud: FraudScene = {
				code,
				owner: affiliate.owner,
				population: scene.population,
				draws,
				firstDay,
				truth: { fraud: kind, fraudster: code },
			};
			return { affiliate, behaviour: behaviourOf(kind, fraud, ring) };
		}),
	);
}

/** What the registry knows of those who cheat, where it is more than a name. */
const PROFILES: Readonly<Partial<Record<FraudKind, (code: string) => AffiliateProfile>>> = {
	'coupon leak': (code) => ({
		partnerType: 'influencer',
		couponCode: `${code}-vip`.toUpperCase(),
	}),
	'self-referral, disguised': () => ({ mailbox: 'gmail.com' }),
	'duplicate account': () => ({ payoutAccount: 'account-of-one-person' }),
};

function behaviourOf(kind: FraudKind, fraud: FraudScene, ring: RingAccounts): Behaviour {
	switch (kind) {
		case 'self-referral, plain':
			return new SelfReferral(fraud, 'none');
		case 'self-referral, disguised':
			return new SelfReferral(fraud, 'spelling');
		case 'self-referral, own household':
			return new SelfReferral(fraud, 'household');
		case 'self-referral, through a friend':
			return new SelfReferral(fraud, 'friend');
		case 'bot clicks, declared or data centre':
			return new BotClicks(fraud, 'declared');
		case 'bot clicks, plain Chrome at home addresses':
			return new BotClicks(fraud, 'plain');
		case 'cookie stuffing, embedded':
			return new CookieStuffing(fraud, 'embedded');
		case 'cookie stuffing, pop-under':
			return new CookieStuffing(fraud, 'no_activation');
		case 'coupon leak':
			return new CouponLeak(fraud, `${fraud.code}-vip`.toUpperCase(), smallInfluencer(fraud));
		case 'cart interception':
			return new CartInterception(fraud);
		case 'fake leads, scripted':
			return new FakeLeads(fraud, true);
		case 'fake leads, careful':
			return new FakeLeads(fraud, false);
		case 'stolen cards':
			return new PaymentFraud(fraud, 'stolen_cards');
		case 'card testing':
			return new PaymentFraud(fraud, 'card_testing');
		case 'refund abuse':
			return new PaymentFraud(fraud, 'refunds');
		case 'ring of affiliates':
			return new RingMember(fraud, ring);
		case 'duplicate account':
			return smallBlog(fraud);
		case 'brand bidding':
			return new BrandBidding(fraud, SHOP_NAME);
	}
}

function smallInfluencer({ code, population, draws }: FraudScene): Behaviour {
	const settings = {
		code,
		clicksPerDay: 8,
		conversionRate: 0.02,
		referrer: 'https://l.instagram.com/',
		coupon: { code: `${code}-vip`.toUpperCase(), use: 0.5 },
		spokenOrders: 0.1,
	};
	return new Influencer(settings, population, own(draws));
}

/** An account beside the first one looks like any other partner. */
function smallBlog({ code, population, draws }: FraudScene): Behaviour {
	const settings = { code, clicksPerDay: 6, conversionRate: 0.025, referrer: null };
	return new TrafficPartner(settings, population, own(draws));
}

function own(draws: Draws): Draws {
	return draws.branch('honest work');
}
