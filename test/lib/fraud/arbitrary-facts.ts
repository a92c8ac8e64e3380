import fc from 'fast-check';
import { addDays } from '../../../lib/kernel';
import {
	CLICK_CATEGORIES,
	CLICK_OPENINGS,
	NETWORK_KINDS,
	type Click,
} from '../../../lib/model/click';
import type { Interception } from '../../../lib/model/credit';
import type {
	CreditFacts,
	FraudFacts,
	IdentityComparison,
	RelatedOrder,
} from '../../../lib/model/fraud-facts';
import { withoutPerson } from '../../../lib/model/journal';
import { ORDER_STATUSES } from '../../../lib/model/order';
import { MEDIA, TOUCH_KINDS } from '../../../lib/model/touch';
import { TRAIT_KINDS } from '../../../lib/model/trait';
import {
	aClick,
	aCredit,
	anAttribution,
	anOrder,
	anOrderLine,
	aTouch,
	aTracking,
	eur,
	ORDERED_AT,
} from '../../support/builders';
import { relatedOrder, someAffiliate, someFacts, someIdentity } from './scenario';

/*
 * Facts of any order that the schema allows, with the values that rules look for among them. What is
 * left out is as in a clean order, so that every verdict comes about.
 */

const MAYBE = { requiredKeys: [] as [] };

const country = fc.constantFrom('DE', 'de', 'US', 'FR', null);
/** Clean more often than not. */
const mostly = <Value>(clean: Value, odd: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
	fc.oneof({ weight: 3, arbitrary: fc.constant(clean) }, odd);

const networkKinds = mostly([], fc.subarray([...NETWORK_KINDS]));
const text = fc.oneof(
	fc.constantFrom('cpc', 'PAID-social', 'anna', 'newsletter', 'acme shop', ''),
	fc.string({ maxLength: 20 }).map((value) => value.replaceAll('@', '').replace(/\d/g, '')),
);

/** Moments around the order: seconds, minutes, a month and more before it, and after it. */
const moment = fc
	.oneof(
		fc.integer({ min: -2, max: 15 }).map((seconds) => seconds / 86_400),
		fc.double({ min: 0, max: 90, noNaN: true }),
	)
	.map((days) => addDays(ORDERED_AT, -days));

const oddClick: fc.Arbitrary<Click> = fc
	.record(
		{
			category: fc.constantFrom(...CLICK_CATEGORIES),
			countReason: fc.constantFrom('counted' as const, 'repeat' as const, 'burst' as const),
			opening: fc.constantFrom(...CLICK_OPENINGS),
			medium: fc.constantFrom(...MEDIA),
			occurredAt: moment,
			referrer: fc.constantFrom(null, 'blog.example/review', 'coupons.example'),
			utm: fc.dictionary(fc.constantFrom('medium', 'source', 'campaign', 'term'), text),
			affiliateId: fc.constantFrom('aff_anna', 'aff_ben'),
			journeyId: fc.constantFrom('jny_1', 'jny_2', null),
			country,
			networkKinds,
		},
		MAYBE,
	)
	.map((overrides) => aClick(overrides));

const clickArbitrary = mostly(aClick(), oddClick);

const creditArbitrary: fc.Arbitrary<CreditFacts> = fc
	.record({
		click: fc.oneof(
			{
				weight: 4,
				arbitrary: clickArbitrary.map((value) => ({ status: 'found' as const, value })),
			},
			fc.constantFrom({ status: 'missing' as const }, { status: 'not_named' as const }),
		),
		isAffiliateKnown: fc.integer({ min: 0, max: 5 }).map((number) => number > 0),
		affiliate: fc.record(
			{
				createdAt: moment,
				sites: fc.constantFrom<string[]>([], ['blog.example']),
				mayIntercept: fc.boolean(),
				lookbackDays: fc.constantFrom(null, 0, 60),
			},
			MAYBE,
		),
		identity: mostly<Partial<IdentityComparison>>(
			{},
			fc.record(
				{
					compared: fc.subarray([...TRAIT_KINDS]),
					shared: fc.subarray([...TRAIT_KINDS]),
					emailDifferences: fc.subarray(['tag', 'dots', 'domain']),
					sharesPrivateDomain: fc.boolean(),
				},
				MAYBE,
			),
		),
		kind: mostly('click', fc.constantFrom(...TOUCH_KINDS)),
		couponCode: fc.constantFrom('ANNA10', null),
	})
	.map(({ click, isAffiliateKnown, affiliate, identity, kind, couponCode }) => ({
		credit: aCredit({ touch: aTouch({ kind, couponCode }) }),
		click,
		affiliate: isAffiliateKnown
			? { status: 'found' as const, value: someAffiliate(affiliate) }
			: { status: 'missing' as const },
		identity: isAffiliateKnown ? someIdentity(identity) : null,
	}));

const relatedArbitrary: fc.Arbitrary<RelatedOrder[] | null> = fc.oneof(
	fc.constant(null),
	fc.array(
		fc
			.record({ orderedAt: moment, conversionId: fc.constantFrom('cnv_1', 'cnv_2', 'cnv_3') })
			.map((overrides) => relatedOrder(overrides)),
		{ maxLength: 6 },
	),
);

const amount = fc.bigInt({ min: 0n, max: 100_000n }).map((minor) => {
	const cents = minor.toString().padStart(3, '0');
	return eur(`${cents.slice(0, -2)}.${cents.slice(-2)}`);
});

const orderArbitrary: fc.Arbitrary<FraudFacts['order']> = fc
	.record(
		{
			status: fc.constantFrom(...ORDER_STATUSES),
			lines: fc.array(
				amount.map((net) => anOrderLine({ net, gross: net })),
				{ maxLength: 3 },
			),
			channel: fc.constantFrom('web', 'pos', null),
			utm: fc.dictionary(fc.constantFrom('medium', 'source', 'term'), text),
		},
		MAYBE,
	)
	.map(({ channel = 'web', utm = {}, ...order }) =>
		withoutPerson(anOrder({ ...order, tracking: aTracking({ channel, utm }) })),
	);

const landingArbitrary = fc.dictionary(
	fc.constantFrom('gclid', 'fbclid', 'gad_source', 'utm_medium', 'utm_source', 'utm_term', 'aff'),
	text,
);

const claimsArbitrary: fc.Arbitrary<FraudFacts['claims']> = fc.oneof(
	fc.constant(null),
	fc.array(
		fc.record({
			source: fc.constantFrom('network', 'tracker'),
			amount: fc.oneof(amount, fc.constant(null)),
			status: fc.constantFrom('approved', 'declined', 'pending', 'whatever', null),
			at: moment,
		}),
		{ maxLength: 3 },
	),
);

export const factsArbitrary: fc.Arbitrary<FraudFacts> = fc
	.record(
		{
			order: orderArbitrary,
			credits: fc.array(creditArbitrary, { minLength: 1, maxLength: 2 }),
			interceptions: fc.array(
				fc.constant<Interception>({
					affiliateId: 'aff_ben',
					affiliateCode: 'ben',
					clickId: null,
					secondsBeforeOrder: 12,
					givenTo: ['aff_anna'],
				}),
				{ maxLength: 2 },
			),
			customer: fc.record({
				key: fc.constantFrom('customer-key-1', null),
				emailDomain: fc.constantFrom('example.com', null),
				emailDomainKind: fc.constantFrom('disposable', 'relay', 'public', 'private', null),
				billingCountry: country,
				shippingCountry: country,
				traits: fc.constant<FraudFacts['customer']['traits']>([]),
			}),
			visit: fc.record({
				landingParameters: landingArbitrary,
				referrerHost: fc.constantFrom(null, 'www.google.com', 'blog.example', 'coupons.example'),
				isFromCouponSite: fc.boolean(),
				network: fc.constantFrom('203.0.113.0', '2001:db8:1::', null),
				networkKinds,
			}),
			recordedOrder: fc.constantFrom(null, {
				conversionId: 'cnv_1',
				contentHash: 'of another order',
				orderUpdatedAt: null,
			}),
			journey: fc.oneof(fc.constant(null), fc.array(clickArbitrary, { maxLength: 4 })),
			customerOrders: relatedArbitrary,
			networkOrders: relatedArbitrary,
			clickCustomers: fc.constantFrom(null, 0, 2, 3),
			valuePercentile95: fc.oneof(amount, fc.constant(null)),
			valueSample: fc.constantFrom(null, 0, 19, 20, 500),
			claims: claimsArbitrary,
			decision: fc.constantFrom<FraudFacts['decision']>(
				null,
				{ caseId: 'cas_1', outcome: 'cleared', at: ORDERED_AT },
				{ caseId: 'cas_1', outcome: 'confirmed', at: ORDERED_AT },
			),
		},
		{ requiredKeys: ['credits'] },
	)
	.map(({ interceptions = [], ...facts }) => ({
		...someFacts(facts),
		attribution: anAttribution({
			credits: facts.credits.map(({ credit }) => credit),
			interceptions,
		}),
	}));
