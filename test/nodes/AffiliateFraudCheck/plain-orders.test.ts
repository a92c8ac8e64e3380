import { addDays } from '../../../lib/kernel';
import { shopifyOrder } from '../../../lib/mapping/shopify';
import { wooOrder } from '../../../lib/mapping/woocommerce/order';
import { wooOrderSchema } from '../../../lib/mapping/woocommerce/schema';
import type { Affiliate } from '../../../lib/model/affiliate';
import type { Click } from '../../../lib/model/click';
import type { Attribution } from '../../../lib/model/credit';
import { toJson } from '../../../lib/model/json';
import type { Order } from '../../../lib/model/order';
import type { Verdict } from '../../../lib/model/verdict';
import { AffiliateFraudCheck } from '../../../nodes/AffiliateFraudCheck/AffiliateFraudCheck.node';
import { orderOf as genericOrder } from '../../lib/mapping/generic/payloads';
import { orderOf as stripeOrder } from '../../lib/mapping/stripe/payloads';
import {
	aClick,
	aCredit,
	anAffiliate,
	anAttribution,
	aProgramme,
	aTouch,
} from '../../support/builders';
import { runNode, testStore } from '../../support/runNode';
import { shopifyOrderBody } from '../../support/shopify-payloads';
import { wooOrderBody } from '../../support/woo-payloads';

/*
 * What every shop sees all day: somebody clicks, and buys some days later. None of it is suspicious,
 * whatever the store leaves out.
 */

const STORES: Readonly<Record<string, () => Order>> = {
	Shopify: () => shopifyOrder(shopifyOrderBody(), 'demo.myshopify.com'),
	WooCommerce: () => wooOrder(wooOrderSchema.parse(wooOrderBody()), 'shop.example', []),
	Stripe: () => {
		const order = stripeOrder();
		if (order === undefined) throw new Error('there is no order');
		return order;
	},
	generic: () => genericOrder(),
};

const named = Object.entries(STORES);

interface Case {
	readonly order?: (order: Order) => Partial<Order>;
	readonly click?: Partial<Click>;
	readonly affiliate?: Partial<Affiliate>;
	readonly attribution?: Attribution;
}

let run = 0;

async function verdictOn(make: () => Order, changes: Case = {}): Promise<Verdict> {
	run += 1;
	const workspace = `plain-orders-${run}`;
	const store = await testStore(workspace);
	await store.registry.saveProgramme(aProgramme());
	await store.registry.saveAffiliate(
		anAffiliate({ phone: '+49 30 5550100', ...changes.affiliate }),
	);
	const plain = make();
	const order = { ...plain, ...changes.order?.(plain) };
	const occurredAt = addDays(order.createdAt, -3);
	await store.clicks.append([aClick({ occurredAt, ...changes.click })], 3_600);
	const attribution =
		changes.attribution ?? anAttribution({ credits: [aCredit({ touch: aTouch({ occurredAt }) })] });
	const result = await runNode(AffiliateFraudCheck, {
		workspace,
		items: [{ order: toJson(order), attribution: toJson(attribution) }],
	});
	const verdict = [0, 1, 2].flatMap((output) => result.json<{ fraud: Verdict }>(output))[0]?.fraud;
	if (verdict === undefined) throw new Error('there is no verdict');
	return verdict;
}

const without = (part: Partial<Order['tracking']>) => (order: Order) => ({
	tracking: { ...order.tracking, ...part },
});

const byCoupon = aTouch({ kind: 'coupon', clickId: null, couponCode: 'ANNA10' });

const ORDINARY: Readonly<Record<string, Case>> = {
	'has nothing special': {},
	'tells no address of the network': { order: without({ clientIp: null }) },
	'tells no user agent': { order: without({ userAgent: null }) },
	'tells neither network, user agent nor landing page': {
		order: without({ clientIp: null, userAgent: null, landingUrl: null, referrer: null }),
	},
	'comes from a guest': {
		order: ({ customer }) => ({ customer: { ...customer, customerId: null, ordersBefore: null } }),
	},
	'has a customer without a name, phone and country': {
		order: ({ customer }) => ({
			customer: { ...customer, firstName: null, lastName: null, phone: null, country: null },
			billingAddress: null,
			shippingAddress: null,
		}),
	},
	'comes from another network than the click, as phones do': {
		order: without({ clientIp: '198.51.100.0' }),
	},
	'follows a click of a browser that tells nothing of itself': {
		click: { opening: 'unknown', country: null, referrer: null, ipHash: null, visitorHash: null },
	},
	'follows a click that the app of a social network opened': {
		click: { opening: 'no_activation' },
	},
	'follows a second click of the visitor': { click: { isCounted: false, countReason: 'repeat' } },
	'rests on a coupon, since the visitor refused to be recognised': {
		attribution: anAttribution({ credits: [aCredit({ touch: byCoupon })] }),
	},
	'was brought by an affiliate without a payout profile or phone': {
		affiliate: { phone: null, partnerType: 'coupon' },
	},
	'follows a click through a VPN, whose exit is in another country': {
		click: { networkKinds: ['vpn'], country: 'CH' },
	},
	'is a present for somebody abroad': {
		order: ({ billingAddress }) => ({
			shippingAddress: {
				line: 'High Street 1',
				postcode: 'N1 1AA',
				city: 'London',
				country: 'GB',
				lastName: billingAddress?.lastName ?? null,
			},
		}),
	},
};

describe.each(named)('a plain order of %s', (_name, make) => {
	it.each(Object.entries(ORDINARY))('that %s is approved', async (_what, changes) => {
		const { verdict, reason } = await verdictOn(make, changes);
		expect({ verdict, reason }).toMatchObject({ verdict: 'approve' });
	});
});

describe('an order that tells neither device nor network', () => {
	it.each([
		['none', null],
		["the proxy's", '10.0.3.0'],
	])('leaves open how many others came from there (address: %s)', async (_what, clientIp) => {
		const untold = { order: without({ clientIp, userAgent: null }) };
		const { findings } = await verdictOn(() => genericOrder(), untold);
		expect(findings.find(({ ruleId }) => ruleId === 'F17')).toMatchObject({ status: 'unknown' });
	});
});

describe('an order of the affiliate itself', () => {
	it.each([
		['a tag at its own domain', { email: 'anna+shop@partner.example' }],
		['a dot behind the domain', { email: 'anna@partner.example.' }],
		['an invisible mark', { email: 'an\u200bna@partner.example' }],
		['its phone number as dialled at home', { phone: '030 555-0100', country: 'DE' }],
	])('is reviewed in spite of %s', async (_disguise, customer) => {
		const { verdict } = await verdictOn(() => genericOrder(), {
			order: (order) => ({ customer: { ...order.customer, ...customer } }),
		});
		expect(verdict).toBe('review');
	});
});
