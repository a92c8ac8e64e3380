import type { Purchase, Visit } from './actions';
import { MILLISECONDS_PER_DAY, MILLISECONDS_PER_MINUTE } from './calendar';
import type { Draws } from './draws';
import type { Browser, Person, Population } from './people';
import { HONEST_ORDER, type OrderTruth } from './truth';

const TYPICAL_NET = 6_000;
const LEAST_NET = 900;

const RATES = {
	refund: 0.08,
	dispute: 0.0015,
	present: 0.08,
	failedOnce: 0.06,
	failedMore: 0.01,
	untoldCheckout: 0.5,
};

/** A basket of many prices around 60.00. */
export function someNet(draws: Draws): number {
	return Math.max(LEAST_NET, Math.round(TYPICAL_NET * Math.exp(0.6 * draws.normal())));
}

/** An honest purchase; what differs is given. */
export function honestPurchase(
	draws: Draws,
	population: Population,
	at: number,
	person: Person,
	overrides: Partial<Purchase> = {},
): Purchase {
	const netMinor = overrides.netMinor ?? someNet(draws);
	return {
		kind: 'purchase',
		at,
		person,
		browser: person.browser,
		netMinor,
		couponCode: null,
		action: null,
		contents: `sku-${draws.whole(1, 300)}`,
		referrer: null,
		checkoutStartedAt: draws.chance(RATES.untoldCheckout)
			? null
			: at - draws.between(1, 7) * MILLISECONDS_PER_MINUTE,
		shipTo: draws.chance(RATES.present) ? population.stranger().home : null,
		failedPayments: failedPayments(draws),
		payment: person.payment,
		refundAt: draws.chance(RATES.refund) ? at + draws.between(3, 25) * MILLISECONDS_PER_DAY : null,
		disputeAt: draws.chance(RATES.dispute)
			? at + draws.between(10, 40) * MILLISECONDS_PER_DAY
			: null,
		truth: HONEST_ORDER,
		...overrides,
	};
}

function failedPayments(draws: Draws): number {
	if (draws.chance(RATES.failedMore)) return draws.whole(2, 4);
	return draws.chance(RATES.failedOnce) ? 1 : 0;
}

/** A visit by a tap or a click of a person. */
export function pageVisit(
	affiliateCode: string,
	at: number,
	browser: Browser,
	referrer: string | null,
	truth: OrderTruth = HONEST_ORDER,
): Visit {
	return { kind: 'visit', at, affiliateCode, browser, opening: 'page', referrer, truth };
}

const SAME_SESSION = 0.7;
const DAYS_OF_THINKING = 4;

/** When people buy after a visit: most within the hour, the others after some days. */
export function momentOfPurchase(visitedAt: number, draws: Draws): number {
	if (draws.chance(SAME_SESSION)) {
		return visitedAt + draws.between(3, 45) * MILLISECONDS_PER_MINUTE;
	}
	return visitedAt + (0.1 + draws.exponential(DAYS_OF_THINKING)) * MILLISECONDS_PER_DAY;
}
