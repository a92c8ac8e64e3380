import fc from 'fast-check';
import { ATTRIBUTION_MODEL_DEFINITIONS } from '../../../lib/attribution';
import { aTouch, CLICK_ID } from '../../support/builders';
import { ANNA, annasLanding, attribute, BOB, bobsLanding, creditedTo, sentences } from './scenario';

const { linear } = ATTRIBUTION_MODEL_DEFINITIONS;
const bothClicks = { cartClick: CLICK_ID, landingUrl: bobsLanding };
const byLinear = { model: 'linear' } as const;

describe('the linear model', () => {
	it('gives every affiliate who was clicked an equal part, by their own click', () => {
		const attribution = attribute(bothClicks, {}, byLinear);
		expect(attribution.credits).toEqual([
			expect.objectContaining({ affiliateId: ANNA, weight: 1, confidence: 0.99 }),
			expect.objectContaining({ affiliateId: BOB, weight: 1, confidence: 0.95 }),
		]);
		expect(sentences(attribution)).toContain('anna gets 1 of 2 parts of the credit.');
	});

	it('gives one affiliate all of it', () => {
		const attribution = attribute({ landingUrl: annasLanding }, {}, byLinear);
		expect(attribution.credits).toEqual([
			expect.objectContaining({ affiliateId: ANNA, weight: 1 }),
		]);
		expect(sentences(attribution)).toContain('anna gets the credit.');
	});

	it('counts taking part, not clicks: one part each, the latest click standing for it', () => {
		const who = fc.constantFrom('aff_1', 'aff_2', 'aff_3');
		fc.assert(
			fc.property(fc.array(who, { maxLength: 12 }), (affiliateIds) => {
				const touches = affiliateIds.map((affiliateId, index) =>
					aTouch({
						affiliateId,
						clickId: `clk_${index}`,
						occurredAt: new Date(Date.UTC(2026, 9, 1 + index)).toISOString(),
					}),
				);
				const shares = linear.choose(touches);
				expect(shares.map(({ touch }) => touch.affiliateId).sort()).toEqual(
					[...new Set(affiliateIds)].sort(),
				);
				for (const { touch, weight } of shares) {
					expect(weight).toBe(1);
					const own = touches.filter(({ affiliateId }) => affiliateId === touch.affiliateId);
					expect(touch).toBe(own.at(-1));
				}
				const times = shares.map(({ touch }) => touch.occurredAt);
				expect(times).toEqual([...times].sort());
			}),
		);
	});

	it('leaves a coupon to its policy: it takes all, or it only backs the part of its owner', () => {
		const given = { ...bothClicks, coupons: ['ANNA10'] };
		const taken = attribute(given, {}, { ...byLinear, couponPolicy: 'if_involved' });
		expect(creditedTo(taken)).toEqual([ANNA]);
		const backed = attribute(given, {}, { ...byLinear, couponPolicy: 'if_winner' });
		expect(backed.credits).toEqual([
			expect.objectContaining({
				affiliateId: ANNA,
				weight: 1,
				touch: expect.objectContaining({ clickId: CLICK_ID, couponCode: 'ANNA10' }),
			}),
			expect.objectContaining({ affiliateId: BOB, weight: 1 }),
		]);
	});
});
