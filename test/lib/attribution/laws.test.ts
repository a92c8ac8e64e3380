import fc from 'fast-check';
import { attributeOrder, DEFAULT_SIGNAL_SETTINGS } from '../../../lib/attribution';
import { addDays, clickId, toMilliseconds, zeroMoney } from '../../../lib/kernel';
import type { Click } from '../../../lib/model/click';
import { attributionSchema, ATTRIBUTION_MODELS, COUPON_POLICIES } from '../../../lib/model/credit';
import { toJson } from '../../../lib/model/json';
import { aClick, anOrder, aTracking, ORDERED_AT } from '../../support/builders';
import { ANNA, BOB, someFacts, somePolicy } from './scenario';

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

const clicksArbitrary = fc
	.array(
		fc.record({ hours: fc.integer({ min: -48, max: 1_200 }), who: fc.constantFrom(ANNA, BOB) }),
		{
			maxLength: 6,
		},
	)
	.map((drafts) => drafts.map(({ hours, who }, index) => clickAt(hours, who, index)));

const settingsArbitrary = fc.record({
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
			landingUrl: `/?${named.map((click) => `aff_click=${click.clickId}`).join('&')}`,
		}),
	});
	const { model, couponPolicy, creditReturningCustomers } = settings;
	return attributeOrder(
		order,
		someFacts({ clicks: known }),
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
				const { credits } = attributeClicks(clicks, [], { ...settings, coupons: [] });
				expect(credits).toEqual([]);
			}),
		);
	});
});
