import fc from 'fast-check';
import { attributeOrder, DEFAULT_SIGNAL_SETTINGS } from '../../../lib/attribution';
import { addDays, clickId, toMilliseconds, zeroMoney } from '../../../lib/kernel';
import type { Click } from '../../../lib/model/click';
import { attributionSchema, ATTRIBUTION_MODELS, COUPON_POLICIES } from '../../../lib/model/credit';
import { toJson } from '../../../lib/model/json';
import { PARTNER_PRIORITIES, PARTNER_TYPES } from '../../../lib/model/affiliate';
import { aClick, anAffiliate, anOrder, aTracking, ORDERED_AT } from '../../support/builders';
import { ANNA, BOB, bob, someFacts, somePolicy } from './scenario';
import { someWeights } from './touches';

const LOOKBACK_DAYS = 30;

/** A click `hours` before the order with an id of its own. */
function clickAt(hours: number, affiliateId: string, serial: number): Click {
	const occurredAt = addDays(ORDERED_AT, -hours / 24);
	const random = new Uint8Array(10).fill(serial);
	return aClick({
		clickId: clickId(toMilliseconds(occurredAt), random),
		affiliateId,
		occurredAt,
	});
}

/** Around the window and after the order, and in the seconds in which a purchase is under way. */
const draftArbitrary = fc.record({
	hours: fc.oneof(
		{ weight: 3, arbitrary: fc.integer({ min: -48, max: 1_200 }) },
		fc.integer({ min: 0, max: 119 }).map((seconds) => seconds / 3_600),
	),
	who: fc.constantFrom(ANNA, BOB),
});

const clicksArbitrary = fc
	.array(draftArbitrary, { maxLength: 6 })
	.map((drafts) => drafts.map(({ hours, who }, index) => clickAt(hours, who, index)));

/** Clicks of other visits, which no order names. */
const journeyArbitrary = fc
	.array(draftArbitrary, { maxLength: 5 })
	.map((drafts) => drafts.map(({ hours, who }, index) => clickAt(hours, who, 50 + index)));

const partnerArbitrary = fc.record({
	priority: fc.constantFrom(...PARTNER_PRIORITIES),
	partnerType: fc.constantFrom(null, ...PARTNER_TYPES),
	mayIntercept: fc.boolean(),
	lookbackDays: fc.constantFrom(null, 0, 60),
});

/** Anna and Bob with what partners may differ in, and weights or none. */
const worldArbitrary = fc
	.record({
		anna: partnerArbitrary,
		bob: partnerArbitrary,
		weights: fc.constantFrom([], [someWeights()]),
	})
	.map(({ anna, bob: bobs, weights }) => ({
		affiliates: [anAffiliate(anna), { ...bob, ...bobs }],
		weights,
	}));

const settingsArbitrary = fc.record({
	journeyClicks: journeyArbitrary,
	world: worldArbitrary,
	referrer: fc.constantFrom(null, 'https://anna.example/'),
	model: fc.constantFrom(...ATTRIBUTION_MODELS),
	couponPolicy: fc.constantFrom(...COUPON_POLICIES),
	coupons: fc.subarray(['ANNA10', 'BOB5', 'NOBODY']),
	creditReturningCustomers: fc.boolean(),
});

type Settings = typeof settingsArbitrary extends fc.Arbitrary<infer T> ? T : never;

function attributeClicks(named: readonly Click[], known: readonly Click[], settings: Settings) {
	const order = anOrder({
		coupons: settings.coupons.map((code) => ({ code, amount: zeroMoney('EUR') })),
		tracking: aTracking({
			referrer: settings.referrer,
			landingUrl: `/?${named.map((click) => `aff_click=${click.clickId}`).join('&')}`,
		}),
	});
	const { model, couponPolicy, creditReturningCustomers } = settings;
	return attributeOrder(
		order,
		someFacts({
			clicks: known,
			journeyClicks: settings.journeyClicks,
			siteOwners: [{ host: 'anna.example', affiliateId: ANNA }],
			...settings.world,
		}),
		somePolicy({
			model,
			couponPolicy,
			creditReturningCustomers,
			lookbackDays: LOOKBACK_DAYS,
			signals: DEFAULT_SIGNAL_SETTINGS,
		}),
	);
}

describe('attribution, whatever the order', () => {
	it('does not change its credits when a click outside the window is added', () => {
		fc.assert(
			fc.property(
				clicksArbitrary,
				settingsArbitrary,
				fc.oneof(
					fc.integer({ min: LOOKBACK_DAYS * 24 + 1, max: 20_000 }),
					fc.integer({ min: -20_000, max: -1 }),
				),
				fc.constantFrom(ANNA, BOB),
				(clicks, settings, hours, who) => {
					const added = [...clicks, clickAt(hours, who, 99)];
					expect(attributeClicks(added, added, settings).credits).toEqual(
						attributeClicks(clicks, clicks, settings).credits,
					);
				},
			),
		);
	});

	it('does not depend on the order of the facts', () => {
		fc.assert(
			fc.property(
				clicksArbitrary.chain((clicks) =>
					fc.tuple(
						fc.constant(clicks),
						fc.shuffledSubarray(clicks, { minLength: clicks.length, maxLength: clicks.length }),
					),
				),
				settingsArbitrary,
				([clicks, shuffled], settings) => {
					expect(attributeClicks(clicks, shuffled, settings)).toEqual(
						attributeClicks(clicks, clicks, settings),
					);
				},
			),
		);
	});

	it('does not depend on the order of journeys and affiliates', () => {
		fc.assert(
			fc.property(clicksArbitrary, settingsArbitrary, (clicks, settings) => {
				const { world, journeyClicks } = settings;
				const backwards = {
					...settings,
					journeyClicks: [...journeyClicks].reverse(),
					world: { ...world, affiliates: [...world.affiliates].reverse() },
				};
				expect(attributeClicks(clicks, clicks, backwards)).toEqual(
					attributeClicks(clicks, clicks, settings),
				);
			}),
		);
	});

	it('credits an affiliate once, and never one who was set aside for an earlier partner', () => {
		let intercepted = 0;
		fc.assert(
			fc.property(clicksArbitrary, settingsArbitrary, (clicks, settings) => {
				const given = { ...settings, coupons: [] };
				const { credits, interceptions } = attributeClicks(clicks, clicks, given);
				intercepted += interceptions.length;
				const credited = credits.map(({ affiliateId }) => affiliateId);
				expect(new Set(credited).size).toBe(credited.length);
				for (const { affiliateId, givenTo } of interceptions) {
					expect(credited).not.toContain(affiliateId);
					expect(givenTo.every((id) => credited.includes(id))).toBe(true);
					expect(credited.length).toBeGreaterThan(0);
				}
			}),
			{ numRuns: 500 },
		);
		expect(intercepted).toBeGreaterThan(0);
	});

	it('does not depend on the order in which click ids stand in one place', () => {
		fc.assert(
			fc.property(clicksArbitrary, settingsArbitrary, (clicks, settings) => {
				const backwards = attributeClicks([...clicks].reverse(), clicks, settings);
				const forwards = attributeClicks(clicks, clicks, settings);
				expect(backwards.credits).toEqual(forwards.credits);
				expect(backwards.touches).toEqual(forwards.touches);
			}),
		);
	});

	it('keeps its contract: weights above zero, touches oldest first, credits and outcome agree', () => {
		fc.assert(
			fc.property(clicksArbitrary, fc.boolean(), settingsArbitrary, (clicks, isKnown, settings) => {
				const attribution = attributeClicks(clicks, isKnown ? clicks : clicks.slice(1), settings);
				expect(attributionSchema.parse(toJson(attribution))).toEqual(attribution);
				expect(attribution.credits.length > 0).toBe(attribution.outcome === 'attributed');
				expect(attribution.credits.every(({ weight }) => weight >= 1)).toBe(true);
				const times = attribution.touches.map(({ occurredAt }) => occurredAt);
				expect(times).toEqual([...times].sort());
				expect(attribution.trace.length).toBeGreaterThan(0);
			}),
		);
	});

	it('never credits anybody by a click that the ledger does not know', () => {
		fc.assert(
			fc.property(clicksArbitrary, settingsArbitrary, (clicks, settings) => {
				const nothingElse = { ...settings, coupons: [], journeyClicks: [], referrer: null };
				const { credits } = attributeClicks(clicks, [], nothingElse);
				expect(credits).toEqual([]);
			}),
		);
	});
});
