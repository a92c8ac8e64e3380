import {
	attributeOrder,
	DEFAULT_SIGNAL_SETTINGS,
	type AttributionFacts,
	type AttributionPolicy,
} from '../../../lib/attribution';
import { zeroMoney } from '../../../lib/kernel';
import type { Affiliate } from '../../../lib/model/affiliate';
import type { Click } from '../../../lib/model/click';
import type { Attribution } from '../../../lib/model/credit';
import type { Order } from '../../../lib/model/order';
import {
	aClick,
	aCoupon,
	AFFILIATE_ID,
	anAffiliate,
	anOrder,
	aProgramme,
	aTracking,
	CLICK_ID,
	OTHER_CLICK_ID,
	PROGRAMME_ID,
} from '../../support/builders';

export const ANNA = AFFILIATE_ID;
export const BOB = 'aff_bob';

export const bob: Affiliate = anAffiliate({ affiliateId: BOB, code: 'bob', name: 'Bob' });

/** Bob's click, a day after Anna's. */
export const bobsClick: Click = aClick({
	clickId: OTHER_CLICK_ID,
	affiliateId: BOB,
	occurredAt: '2026-11-15T10:00:00.000Z',
});

export function somePolicy(overrides: Partial<AttributionPolicy> = {}): AttributionPolicy {
	return {
		programmeId: null,
		model: null,
		couponPolicy: null,
		lookbackDays: null,
		settings: {},
		creditReturningCustomers: false,
		signals: DEFAULT_SIGNAL_SETTINGS,
		...overrides,
	};
}

/** Anna and Bob in one programme, a click and a coupon of each, no history. */
export function someFacts(overrides: Partial<AttributionFacts> = {}): AttributionFacts {
	return {
		clicks: [aClick(), bobsClick],
		journeyClicks: [],
		coupons: [aCoupon(), aCoupon({ couponId: 'cpn_bob5', code: 'BOB5', affiliateId: BOB })],
		affiliates: [anAffiliate(), bob],
		programmes: [aProgramme()],
		siteOwners: [],
		weights: [],
		defaultProgrammeId: PROGRAMME_ID,
		lastCredit: null,
		subscriptionCredit: null,
		bindings: [],
		...overrides,
	};
}

export interface OrderSignalsGiven {
	readonly cartClick?: string;
	readonly landingUrl?: string;
	readonly coupons?: readonly string[];
	/** Id of the subscription that the order is a payment of. */
	readonly subscription?: string;
	readonly referrer?: string;
	readonly visits?: Order['tracking']['visits'];
	readonly channel?: string;
	readonly checkoutStartedAt?: string;
}

/** An order that carries these signals. */
export function anOrderWith(given: OrderSignalsGiven): Order {
	const { cartClick, landingUrl, coupons = [], subscription, checkoutStartedAt } = given;
	return anOrder({
		subscription:
			subscription === undefined
				? null
				: { subscriptionId: subscription, paymentNumber: null, startedAt: null },
		coupons: coupons.map((code) => ({ code, amount: zeroMoney('EUR') })),
		checkoutStartedAt: checkoutStartedAt ?? null,
		tracking: aTracking({
			landingUrl: landingUrl ?? null,
			referrer: given.referrer ?? null,
			visits: given.visits ?? [],
			channel: given.channel ?? 'web',
			attributes: cartClick === undefined ? {} : { aff_click: cartClick },
		}),
	});
}

export function attribute(
	given: OrderSignalsGiven,
	facts: Partial<AttributionFacts> = {},
	policy: Partial<AttributionPolicy> = {},
): Attribution {
	return attributeOrder(anOrderWith(given), someFacts(facts), somePolicy(policy));
}

/** Whom the credits go to. */
export function creditedTo(attribution: Attribution): string[] {
	return attribution.credits.map(({ affiliateId }) => affiliateId);
}

export function sentences(attribution: Attribution): string {
	return attribution.trace.map(({ text }) => text).join('\n');
}

export const annasLanding = `https://shop.example.com/grinder?aff_click=${CLICK_ID}`;
export const bobsLanding = `https://shop.example.com/grinder?aff_click=${OTHER_CLICK_ID}`;
