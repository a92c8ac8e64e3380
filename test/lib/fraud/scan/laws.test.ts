import fc from 'fast-check';
import { SCAN_RULES } from '../../../../lib/fraud/rules/scan';
import { addDays } from '../../../../lib/kernel';
import type { AffiliateDay } from '../../../../lib/model/affiliate-day';
import {
	aDay,
	AFFILIATE_RULES,
	affiliateFacts,
	couponFacts,
	LAST_DATE,
	leads,
	look,
	NOW,
	orders,
	uses,
} from './scenario';

const count = (max: number) => fc.integer({ min: 0, max });
const someDate = count(80).map((back) => addDays(NOW, -1 - back).slice(0, 10));

/** Any day of at most so many clicks and orders. */
const dayArbitrary = (clicks: number, sold: number): fc.Arbitrary<AffiliateDay> =>
	fc
		.record({
			date: someDate,
			clicks: count(clicks),
			orders: count(sold),
			orderValue: count(900_000),
			couponOrders: count(sold),
			refundedOrders: count(sold),
			disputedOrders: count(sold),
			unseenOpenings: count(clicks),
		})
		.map((day) => aDay(day));

const others = [
	aDay({ affiliateId: 'aff_ben', clicks: 9_000, orders: 300, orderValue: 2_400_000 }),
];

describe('rules of the scan, whatever they see', () => {
	it('never hit what is too small to judge', () => {
		fc.assert(
			fc.property(
				dayArbitrary(49, 1),
				count(1),
				count(19),
				count(19),
				(day, sold, leadCount, useCount) => {
					const facts = affiliateFacts({
						days: [
							{
								...day,
								disputedOrders: Math.min(1, day.disputedOrders),
								unseenOpenings: Math.min(49 - day.clicks, day.unseenOpenings),
							},
						],
						others,
						orders: orders(sold, () => ({ refundedAt: NOW, failedPayments: 9, netMinor: 1 })),
						leads: leads(leadCount, () => ({ contentHash: 'same', hasLaterActivity: false })),
						leadBaseline: { leads: 900, withoutLaterActivity: 0, sameContent: 0 },
						paidAt: ['2026-06-10T00:00:00.000Z'],
					});
					for (const { id } of AFFILIATE_RULES) {
						expect([id, look(id, facts).status]).not.toEqual([id, 'hit']);
					}
					const coupon = couponFacts({ uses: uses(useCount, () => ({ isFromCouponSite: true })) });
					expect(look('F21', coupon).status).not.toBe('hit');
				},
			),
		);
	});

	it('answer in one of three ways, with a reason, and never throw', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(dayArbitrary(90_000, 5_000), { maxLength: 40, selector: (day) => day.date }),
				fc.uniqueArray(dayArbitrary(90_000, 5_000), { maxLength: 40, selector: (day) => day.date }),
				fc.array(fc.record({ netMinor: fc.integer(), at: someDate }), { maxLength: 150 }),
				(days, rest, sold) => {
					const facts = affiliateFacts({
						days: [...days].sort((a, b) => (a.date < b.date ? -1 : 1)),
						others: rest,
						orders: orders(sold.length, (index) => ({
							netMinor: sold[index]?.netMinor ?? 0,
							orderedAt: `${sold[index]?.at ?? LAST_DATE}T08:00:00.000Z`,
							failedPayments: index % 3 === 0 ? null : index,
						})),
					});
					for (const rule of AFFILIATE_RULES) {
						const { status, reason, weight } = rule.evaluate(facts, {});
						expect(['hit', 'clear', 'unknown']).toContain(status);
						expect(reason).toMatch(/^\S/);
						expect(weight ?? rule.weight).toBeGreaterThanOrEqual(0);
						expect(weight ?? rule.weight).toBeLessThanOrEqual(1);
					}
				},
			),
		);
	});

	it('find in clicks and orders of somebody alone only a rate that is beyond belief', () => {
		const found = { hit: 0, clear: 0, unknown: 0 };
		const clicks = fc.integer({ min: 50, max: 2_000 });
		const sold = fc.oneof(fc.constant(0), fc.integer({ min: 10, max: 400 }));
		fc.assert(
			fc.property(clicks, sold, (clickCount, orderCount) => {
				const day = aDay({ clicks: clickCount, orders: orderCount });
				const alone = affiliateFacts({ days: [day] });
				expect(look('F6', alone).status).not.toBe('hit');
				const { status } = look('F7', alone);
				found[status] += 1;
				if (status === 'hit') expect(orderCount / clickCount).toBeGreaterThan(0.2);
			}),
			{ numRuns: 300 },
		);
		expect(found).toEqual({ hit: expect.any(Number), clear: 0, unknown: expect.any(Number) });
		expect(Math.min(found.hit, found.unknown)).toBeGreaterThan(0);
	});
});

describe('the catalogue of scan rules', () => {
	it.each(SCAN_RULES.map((rule) => [rule.id, rule] as const))(
		'describes %s completely',
		(_id, rule) => {
			expect(rule.title).toMatch(/^[A-Z]/);
			expect(rule.description).toMatch(/^[A-Z].*[^.]$/);
			expect(rule.falsePositiveNote).toMatch(/\.$/);
			expect(rule.affiliateText).toMatch(/\.$/);
			expect(rule.affiliateText).not.toMatch(/list|score|weight|IP|e-?mail|address/i);
			expect(rule.parameterFields.map(({ name }) => name).sort()).toEqual(
				Object.keys(rule.defaultParameters).sort(),
			);
		},
	);

	it('refuses parameters that would let small samples decide', () => {
		expect(() => look('F6', affiliateFacts(), { minimumClicks: 5 })).toThrow(
			expect.objectContaining({ code: 'invalid_input', path: 'F6.parameters.minimumClicks' }),
		);
		expect(() => look('F36', affiliateFacts(), { minimumDays: 7 })).toThrow(
			expect.objectContaining({ code: 'invalid_input', path: 'F36.parameters.minimumDays' }),
		);
	});

	it('is clear or without an answer for an affiliate who did nothing yet', () => {
		for (const { id } of AFFILIATE_RULES) {
			expect(look(id, affiliateFacts()).status).not.toBe('hit');
		}
	});
});
