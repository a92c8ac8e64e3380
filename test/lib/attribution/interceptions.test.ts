import { addDays } from '../../../lib/kernel';
import type { Affiliate } from '../../../lib/model/affiliate';
import type { Attribution } from '../../../lib/model/credit';
import { DEFAULT_ATTRIBUTION_SETTINGS } from '../../../lib/model/programme';
import { aClick, anAffiliate, aProgramme, CLICK_ID, ORDERED_AT } from '../../support/builders';
import {
	ANNA,
	attribute,
	BOB,
	bob,
	bobsClick,
	bobsLanding,
	creditedTo,
	sentences,
	type OrderSignalsGiven,
} from './scenario';

const SECONDS_PER_DAY = 86_400;
const bothClicks = { cartClick: CLICK_ID, landingUrl: bobsLanding };

function secondsBefore(seconds: number): string {
	return addDays(ORDERED_AT, -seconds / SECONDS_PER_DAY);
}

interface Case {
	/** When Bob was clicked. */
	readonly bobSeconds: number;
	readonly annaDays?: number;
	readonly bobs?: Partial<Affiliate>;
	readonly settings?: Partial<typeof DEFAULT_ATTRIBUTION_SETTINGS>;
	readonly given?: OrderSignalsGiven;
}

function attributed({ bobSeconds, annaDays = 3, bobs, settings, given }: Case): Attribution {
	const attributionSettings = { ...DEFAULT_ATTRIBUTION_SETTINGS, ...settings };
	return attribute(
		{ ...bothClicks, ...given },
		{
			clicks: [
				aClick({ occurredAt: addDays(ORDERED_AT, -annaDays) }),
				{ ...bobsClick, occurredAt: secondsBefore(bobSeconds) },
			],
			affiliates: [anAffiliate(), { ...bob, ...bobs }],
			programmes: [aProgramme({ lookbackDays: 90, attributionSettings })],
		},
	);
}

describe('a first click that comes into a purchase under way', () => {
	it('is set aside, and the credit goes to the partner before', () => {
		const attribution = attributed({ bobSeconds: 60 });
		expect(creditedTo(attribution)).toEqual([ANNA]);
		expect(attribution.interceptions).toEqual([
			{
				affiliateId: BOB,
				affiliateCode: 'bob',
				clickId: bobsClick.clickId,
				secondsBeforeOrder: 60,
				givenTo: [ANNA],
			},
		]);
		expect(attribution.touches).toHaveLength(2);
	});

	it('is explained without accusing anybody', () => {
		const text = sentences(attributed({ bobSeconds: 60 }));
		expect(text).toContain(
			'the purchase was already under way and another partner had been there before, so it takes no part.',
		);
		expect(text).not.toMatch(/fraud|steal|stole|hijack|intercept|abus|cheat/i);
	});

	it.each<Case & { because: string; winner: string }>([
		{ bobSeconds: 119, winner: ANNA, because: 'it is within two minutes of the order' },
		{ bobSeconds: 120, winner: BOB, because: 'two minutes are not within two minutes' },
		{
			bobSeconds: 200,
			settings: { interceptionSeconds: 300 },
			winner: ANNA,
			because: 'the programme says five minutes',
		},
		{
			bobSeconds: 60,
			settings: { interceptionSeconds: 0 },
			winner: BOB,
			because: 'the programme switched it off',
		},
		{
			bobSeconds: 600,
			given: { checkoutStartedAt: secondsBefore(900) },
			winner: ANNA,
			because: 'the store says that the checkout had begun',
		},
		{
			bobSeconds: 60,
			given: { checkoutStartedAt: secondsBefore(30) },
			winner: BOB,
			because: 'the store says that the checkout had not begun',
		},
		{
			bobSeconds: 3_600,
			given: { checkoutStartedAt: secondsBefore(5 * SECONDS_PER_DAY) },
			winner: BOB,
			because: 'a checkout of last week was left and taken up again',
		},
		{
			bobSeconds: 60,
			given: { checkoutStartedAt: secondsBefore(-600) },
			winner: ANNA,
			because: 'no checkout begins after its order',
		},
		{
			bobSeconds: 60,
			bobs: { mayIntercept: true },
			winner: BOB,
			because: 'Bob may by contract',
		},
		{ bobSeconds: 60, annaDays: 40, winner: BOB, because: "Anna's click is too long ago" },
		{
			bobSeconds: 60,
			annaDays: 40,
			settings: { interceptionLookbackDays: 60 },
			winner: ANNA,
			because: 'the programme looks back sixty days',
		},
	])('with Bob $bobSeconds seconds before the order credits $winner, for $because', (each) => {
		const attribution = attributed(each);
		expect(creditedTo(attribution)).toEqual([each.winner]);
		expect(attribution.interceptions).toHaveLength(each.winner === ANNA ? 1 : 0);
	});

	it('is not a first click where the affiliate was clicked before', () => {
		const journeyClicks = [
			aClick({
				clickId: CLICK_ID.replace(/0$/, '7'),
				affiliateId: BOB,
				occurredAt: addDays(ORDERED_AT, -5),
			}),
		];
		const clicks = [aClick(), { ...bobsClick, occurredAt: secondsBefore(60) }];
		const attribution = attribute(bothClicks, { clicks, journeyClicks });
		expect(creditedTo(attribution)).toEqual([BOB]);
		expect(attribution.interceptions).toEqual([]);
	});

	it('keeps the credit where nobody was there before', () => {
		const clicks = [{ ...bobsClick, occurredAt: secondsBefore(60) }];
		const attribution = attribute({ landingUrl: bobsLanding }, { clicks });
		expect(creditedTo(attribution)).toEqual([BOB]);
		expect(attribution.interceptions).toEqual([]);
	});

	it('keeps the credit where the earlier affiliate cannot be credited', () => {
		const affiliates = [anAffiliate({ status: 'paused' }), bob];
		const clicks = [aClick(), { ...bobsClick, occurredAt: secondsBefore(60) }];
		expect(creditedTo(attribute(bothClicks, { affiliates, clicks }))).toEqual([BOB]);
	});

	it('is not what a coupon typed in at the checkout is', () => {
		const attribution = attribute({ cartClick: CLICK_ID, coupons: ['BOB5'] });
		expect(attribution.interceptions).toEqual([]);
		expect(creditedTo(attribution)).toEqual([BOB]);
	});

	it('does not make its coupon one of somebody involved', () => {
		const clicks = [aClick(), { ...bobsClick, occurredAt: secondsBefore(60) }];
		const given = { ...bothClicks, coupons: ['BOB5'] };
		const credited = (couponPolicy: 'if_involved' | 'always') =>
			attribute(given, { clicks }, { couponPolicy });
		expect(creditedTo(credited('if_involved'))).toEqual([ANNA]);
		expect(creditedTo(credited('always'))).toEqual([BOB]);
		expect(credited('always').interceptions).toEqual([expect.objectContaining({ givenTo: [] })]);
	});

	it('is set aside even for a preferred partner', () => {
		expect(creditedTo(attributed({ bobSeconds: 60, bobs: { priority: 'preferred' } }))).toEqual([
			ANNA,
		]);
	});

	it('names only those of the earlier partners whom the model credits', () => {
		const carol = anAffiliate({ affiliateId: 'aff_carol', code: 'carol' });
		const facts = {
			affiliates: [anAffiliate(), bob, carol],
			clicks: [aClick(), { ...bobsClick, occurredAt: secondsBefore(60) }],
			journeyClicks: [
				aClick({
					clickId: CLICK_ID.replace(/0$/, '7'),
					affiliateId: 'aff_carol',
					occurredAt: addDays(ORDERED_AT, -1),
				}),
			],
		};
		const givenTo = (model: 'last_click' | 'linear') =>
			attribute(bothClicks, facts, { model }).interceptions[0]?.givenTo;
		expect(givenTo('last_click')).toEqual(['aff_carol']);
		expect(givenTo('linear')).toEqual([ANNA, 'aff_carol']);
	});

	it('goes by the policy where it has seconds of its own', () => {
		const clicks = [aClick(), { ...bobsClick, occurredAt: secondsBefore(60) }];
		const policy = { settings: { interceptionSeconds: 30 } };
		expect(creditedTo(attribute(bothClicks, { clicks }, policy))).toEqual([BOB]);
	});
});
