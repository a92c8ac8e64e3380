import { money } from '../../lib/kernel';
import type { Order } from '../../lib/model/order';
import { aCustomer, anOrder, anOrderLine, aTracking } from '../support/builders/order';
import type { Purchase } from '../simulators/fraud/actions';
import { instantOf } from '../simulators/fraud/calendar';
import { SESSION } from './click-endpoint';
import { PROGRAMME, SHOP } from './simulated-shop';

export const STORE_KEY = 'simulated.myshopify.com';

/** The order that the shop sends of a purchase, with what its browser knows at this moment. */
export function orderOf(purchase: Purchase, number: number): Order {
	const { person, browser, at, action } = purchase;
	const net = money(BigInt(purchase.netMinor), PROGRAMME.currency);
	const createdAt = instantOf(at);
	const click = browser.cookies.get('aff_click');
	const isSession = browser.landing !== null && at - browser.landing.at < SESSION;
	return anOrder({
		storeKey: STORE_KEY,
		orderId: String(number),
		orderNumber: `#${number}`,
		createdAt,
		paidAt: createdAt,
		updatedAt: createdAt,
		lines: [anOrderLine({ net, gross: net, sku: purchase.contents, title: purchase.contents })],
		coupons:
			purchase.couponCode === null
				? []
				: [{ code: purchase.couponCode, amount: money(0n, PROGRAMME.currency) }],
		customer: aCustomer({
			customerId: person.customerId,
			email: person.email,
			phone: person.phone,
			firstName: person.firstName,
			lastName: person.lastName,
			country: person.home.country,
		}),
		tracking: aTracking({
			landingUrl: isSession ? (browser.landing?.url ?? SHOP) : SHOP,
			referrer: purchase.referrer,
			attributes: click === undefined ? {} : { aff_click: click },
			clientIp: browser.address.replace(/\.\d+$/, '.0'),
			userAgent: browser.userAgent,
		}),
		billingAddress: action === null ? person.home : null,
		shippingAddress: action === null ? (purchase.shipTo ?? person.home) : null,
		payment:
			action === null
				? {
						method: 'card',
						fingerprint: purchase.payment,
						failedAttempts: purchase.failedPayments,
					}
				: null,
		checkoutStartedAt:
			purchase.checkoutStartedAt === null ? null : instantOf(purchase.checkoutStartedAt),
		action,
	});
}
