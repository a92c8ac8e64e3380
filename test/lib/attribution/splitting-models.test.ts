import fc from 'fast-check';
import { ATTRIBUTION_MODEL_DEFINITIONS } from '../../../lib/attribution';
import type { Affiliate } from '../../../lib/model/affiliate';
import { ANNA, BOB } from './scenario';
import { aContext, aJourney, CAROL, inTurn, journeys, partsOf } from './touches';

const {
	linear,
	position_based: positionBased,
	time_decay: timeDecay,
	assisted,
	last_non_coupon: lastNonCoupon,
} = ATTRIBUTION_MODEL_DEFINITIONS;

describe('the position-based model', () => {
	const shared = (whos: readonly string[], firstPercent = 40, lastPercent = 40) =>
		partsOf(
			positionBased.share(inTurn(...whos), aContext({ settings: { firstPercent, lastPercent } })),
		);

	it.each([
		{ whos: [ANNA], parts: { [ANNA]: '1/1' }, because: 'one alone has all' },
		{ whos: [ANNA, BOB], parts: { [ANNA]: '1/2', [BOB]: '1/2' }, because: 'two share' },
		{
			whos: [ANNA, BOB, CAROL],
			parts: { [ANNA]: '2/5', [BOB]: '1/5', [CAROL]: '2/5' },
			because: '40, 20 and 40 percent',
		},
		{
			whos: [ANNA, BOB, BOB, BOB, CAROL],
			parts: { [ANNA]: '2/5', [BOB]: '1/5', [CAROL]: '2/5' },
			because: 'clicks in a row are one',
		},
		{
			whos: [ANNA, 'aff_dora', BOB, CAROL],
			parts: { [ANNA]: '4/10', aff_dora: '1/10', [BOB]: '1/10', [CAROL]: '4/10' },
			because: 'two in the middle share the twenty percent',
		},
		{
			whos: [ANNA, BOB, ANNA],
			parts: { [BOB]: '1/5', [ANNA]: '4/5' },
			because: 'who opens and closes has both parts',
		},
	])('splits $whos because $because', ({ whos, parts }) => {
		expect(shared(whos)).toEqual(parts);
	});

	it('follows its percents, and gives nothing where they leave nothing', () => {
		const three = [ANNA, BOB, CAROL];
		expect(shared(three, 20, 50)).toEqual({ [ANNA]: '2/10', [BOB]: '3/10', [CAROL]: '5/10' });
		expect(shared(three, 50, 50)).toEqual({ [ANNA]: '1/2', [CAROL]: '1/2' });
		expect(shared(three, 0, 0)).toEqual({ [BOB]: '1/1' });
		expect(shared([ANNA, BOB], 90, 10)).toEqual({ [ANNA]: '1/2', [BOB]: '1/2' });
	});

	it('is the linear model where two take part, whatever the percents', () => {
		const percents = fc.integer({ min: 0, max: 50 });
		fc.assert(
			fc.property(
				percents,
				percents,
				fc.shuffledSubarray([ANNA, BOB, CAROL], { minLength: 2, maxLength: 2 }),
				(firstPercent, lastPercent, whos) => {
					const context = aContext({ settings: { firstPercent, lastPercent } });
					const touches = inTurn(...whos);
					expect(positionBased.share(touches, context)).toEqual(linear.share(touches, context));
				},
			),
		);
	});
});

describe('the time decay model', () => {
	it('counts a touch half for every half-life that it is older', () => {
		const touches = aJourney([
			{ who: ANNA, days: 15 },
			{ who: BOB, days: 8 },
			{ who: CAROL, days: 1 },
		]);
		expect(partsOf(timeDecay.share(touches, aContext()))).toEqual({
			[ANNA]: '1/7',
			[BOB]: '2/7',
			[CAROL]: '4/7',
		});
		const slower = aContext({ settings: { halfLifeDays: 14 } });
		const [anna, , carol] = timeDecay.share(touches, slower);
		expect((carol?.weight ?? 0) / (anna?.weight ?? 1)).toBeCloseTo(2, 5);
	});

	it('is the linear model where all touches are of one age', () => {
		fc.assert(
			fc.property(journeys, fc.integer({ min: 0, max: 700 }), (drafts, days) => {
				const touches = aJourney(drafts.map(({ who }) => ({ who, days })));
				expect(timeDecay.share(touches, aContext())).toEqual(linear.share(touches, aContext()));
			}),
		);
	});

	it('shares the same when everything happened earlier, however long ago', () => {
		fc.assert(
			fc.property(journeys, fc.integer({ min: 1, max: 600 }), (drafts, earlier) => {
				const context = aContext({ settings: { halfLifeDays: 0.5 } });
				const moved = drafts.map(({ who, days }) => ({ who, days: days + earlier }));
				expect(partsOf(timeDecay.share(aJourney(moved), context))).toEqual(
					partsOf(timeDecay.share(aJourney(drafts), context)),
				);
			}),
		);
	});

	it('never gives the older of two the greater part', () => {
		fc.assert(
			fc.property(
				fc.nat(60),
				fc.nat(60),
				fc.integer({ min: 1, max: 365 }),
				(a, b, halfLifeDays) => {
					const touches = aJourney([
						{ who: ANNA, days: Math.max(a, b) },
						{ who: BOB, days: Math.min(a, b) },
					]);
					const [older, younger] = timeDecay.share(
						touches,
						aContext({ settings: { halfLifeDays } }),
					);
					expect(older?.weight).toBeLessThanOrEqual(younger?.weight ?? 0);
				},
			),
		);
	});
});

describe('the assisted model', () => {
	it.each([
		{ whos: [ANNA], credited: [ANNA], because: 'one alone has all' },
		{ whos: [ANNA, ANNA], credited: [ANNA], because: 'clicks in a row are one' },
		{ whos: [ANNA, BOB], credited: [ANNA], because: 'Bob only closed' },
		{ whos: [ANNA, BOB, CAROL], credited: [ANNA, BOB], because: 'both were before Carol' },
		{ whos: [ANNA, BOB, ANNA], credited: [ANNA, BOB], because: 'Anna also opened' },
		{ whos: [ANNA, BOB, ANNA, CAROL], credited: [BOB, ANNA], because: 'each counts once' },
	])('credits $credited of $whos equally because $because', ({ whos, credited }) => {
		const shares = assisted.share(inTurn(...whos), aContext());
		expect(shares.map(({ touch }) => touch.affiliateId)).toEqual(credited);
		expect(new Set(shares.map(({ weight }) => weight))).toEqual(new Set([1]));
	});
});

describe('the last non-coupon model', () => {
	const coupon = (...whos: string[]) => ({
		partnerTypeOf: (id: string): Affiliate['partnerType'] =>
			whos.includes(id) ? 'coupon' : 'content',
	});

	it.each([
		{ partners: [BOB], winner: ANNA, because: 'Bob is a coupon partner' },
		{ partners: [ANNA], winner: BOB, because: 'Bob is none' },
		{ partners: [ANNA, BOB], winner: BOB, because: 'both are, so the latest wins' },
		{ partners: [], winner: BOB, because: 'nobody is' },
	])('credits $winner because $because', ({ partners, winner }) => {
		const shares = lastNonCoupon.share(inTurn(ANNA, BOB), aContext(coupon(...partners)));
		expect(shares.map(({ touch }) => touch.affiliateId)).toEqual([winner]);
	});

	it('passes over a coupon touch as well', () => {
		const [anna, bob] = inTurn(ANNA, BOB);
		if (anna === undefined || bob === undefined) throw new Error('two touches');
		const typedIn = { ...bob, kind: 'coupon' as const, clickId: null, couponCode: 'BOB5' };
		expect(lastNonCoupon.share([anna, typedIn], aContext())[0]?.touch).toBe(anna);
		expect(lastNonCoupon.share([typedIn], aContext())[0]?.touch).toBe(typedIn);
	});
});
