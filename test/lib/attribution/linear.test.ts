import fc from 'fast-check';
import { ATTRIBUTION_MODEL_DEFINITIONS } from '../../../lib/attribution';
import { CLICK_ID } from '../../support/builders';
import { ANNA, annasLanding, attribute, BOB, bobsLanding, creditedTo, sentences } from './scenario';
import { aContext, aJourney, CAROL, inTurn, journeys, partsOf } from './touches';

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

	it('counts clicks in a row once, and taking part again after somebody else once more', () => {
		const context = aContext();
		expect(partsOf(linear.share(inTurn(ANNA, ANNA, ANNA, BOB), context))).toEqual({
			[ANNA]: '1/2',
			[BOB]: '1/2',
		});
		expect(partsOf(linear.share(inTurn(ANNA, BOB, ANNA), context))).toEqual({
			[BOB]: '1/3',
			[ANNA]: '2/3',
		});
		expect(partsOf(linear.share(inTurn(ANNA, BOB, CAROL), context))).toEqual({
			[ANNA]: '1/3',
			[BOB]: '1/3',
			[CAROL]: '1/3',
		});
	});

	it('does not change when a click is repeated right away, however often', () => {
		fc.assert(
			fc.property(journeys, fc.nat(9), fc.integer({ min: 1, max: 4 }), (drafts, at, times) => {
				const touches = aJourney(drafts);
				const again = touches.flatMap((touch, index) =>
					index === at ? Array<typeof touch>(times).fill(touch) : [touch],
				);
				expect(linear.share(again, aContext())).toEqual(linear.share(touches, aContext()));
			}),
		);
	});

	it('lets the latest click of an affiliate stand for their part, in the order of time', () => {
		fc.assert(
			fc.property(journeys, (drafts) => {
				const touches = aJourney(drafts);
				const shares = linear.share(touches, aContext());
				expect(shares.map(({ touch }) => touch.affiliateId).sort()).toEqual(
					[...new Set(drafts.map(({ who }) => who))].sort(),
				);
				for (const { touch } of shares) {
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
