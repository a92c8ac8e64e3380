import { COUPON_POLICY_DEFINITIONS } from '../../../lib/attribution';
import { ATTRIBUTION_MODELS, COUPON_POLICIES } from '../../../lib/model/credit';
import { aCoupon, anAffiliate, aProgramme, CLICK_ID } from '../../support/builders';
import {
	ANNA,
	annasLanding,
	attribute,
	BOB,
	bob,
	bobsLanding,
	creditedTo,
	sentences,
} from './scenario';

describe('coupon policies', () => {
	it.each([
		{
			policy: 'always',
			given: { landingUrl: bobsLanding, coupons: ['ANNA10'] },
			credited: [ANNA],
			because: "the coupon's owner is credited whatever was clicked",
		},
		{
			policy: 'always',
			given: { coupons: ['anna10'] },
			credited: [ANNA],
			because: 'a coupon needs no click, and codes are compared without case',
		},
		{
			policy: 'if_involved',
			given: { cartClick: CLICK_ID, landingUrl: bobsLanding, coupons: ['ANNA10'] },
			credited: [ANNA],
			because: 'Anna has a click in the window, though not the last one',
		},
		{
			policy: 'if_involved',
			given: { landingUrl: bobsLanding, coupons: ['ANNA10'] },
			credited: [BOB],
			because: 'Anna has no click, so her coupon is an invalid use',
		},
		{
			policy: 'if_involved',
			given: { coupons: ['ANNA10'] },
			credited: [],
			because: 'nobody has a click',
		},
		{
			policy: 'if_winner',
			given: { cartClick: CLICK_ID, landingUrl: bobsLanding, coupons: ['ANNA10'] },
			credited: [BOB],
			because: 'Bob wins by clicks, so the coupon of Anna is an invalid use',
		},
		{
			policy: 'if_winner',
			given: { cartClick: CLICK_ID, landingUrl: bobsLanding, coupons: ['BOB5'] },
			credited: [BOB],
			because: 'the owner of the coupon also wins by clicks',
		},
		{
			policy: 'if_winner',
			given: { coupons: ['ANNA10'] },
			credited: [],
			because: 'nobody wins by clicks',
		},
	] as const)('$policy credits $credited because $because', ({ policy, given, credited }) => {
		const attribution = attribute(given, {}, { couponPolicy: policy });
		expect(attribution.couponPolicy).toBe(policy);
		expect(creditedTo(attribution)).toEqual(credited);
		expect(attribution.outcome).toBe(credited.length > 0 ? 'attributed' : 'no_affiliate');
	});

	it("are the programme's unless the policy names one", () => {
		const facts = { programmes: [aProgramme({ couponPolicy: 'if_winner' })] };
		const given = { landingUrl: bobsLanding, coupons: ['ANNA10'] };
		expect(creditedTo(attribute(given, facts))).toEqual([BOB]);
		expect(creditedTo(attribute(given, facts, { couponPolicy: 'always' }))).toEqual([ANNA]);
	});

	it('record an invalid use in the trace', () => {
		const given = { landingUrl: bobsLanding, coupons: ['ANNA10'] };
		expect(sentences(attribute(given, {}, { couponPolicy: 'if_winner' }))).toContain(
			'Coupon ANNA10 of anna: invalid use, because its owner does not win by clicks.',
		);
	});

	it('give the first valid coupon of two the credit and record the other', () => {
		const attribution = attribute({ coupons: ['BOB5', 'ANNA10'] });
		expect(creditedTo(attribution)).toEqual([BOB]);
		expect(sentences(attribution)).toContain(
			'Coupon ANNA10 of anna: invalid use, because coupon BOB5 was valid before it.',
		);
	});

	it('find nothing invalid in two coupons of one owner', () => {
		const second = aCoupon({ couponId: 'cpn_anna20', code: 'ANNA20' });
		const attribution = attribute(
			{ coupons: ['ANNA10', 'ANNA20'] },
			{ coupons: [aCoupon(), second] },
		);
		expect(creditedTo(attribution)).toEqual([ANNA]);
		expect(sentences(attribution)).not.toContain('invalid');
	});

	it('pass over a coupon that the policy finds invalid to the next one', () => {
		const attribution = attribute(
			{ landingUrl: annasLanding, coupons: ['BOB5', 'ANNA10'] },
			{},
			{ couponPolicy: 'if_involved' },
		);
		expect(creditedTo(attribution)).toEqual([ANNA]);
	});

	it.each(ATTRIBUTION_MODELS)('always gives the owner all the credit under %s', (model) => {
		const given = { cartClick: CLICK_ID, landingUrl: bobsLanding, coupons: ['ANNA10'] };
		const attribution = attribute(given, {}, { model, couponPolicy: 'always' });
		expect(creditedTo(attribution)).toEqual([ANNA]);
	});

	it.each(ATTRIBUTION_MODELS)('if_winner changes no part under %s', (model) => {
		const given = { cartClick: CLICK_ID, landingUrl: bobsLanding };
		const parts = (coupons: string[]) =>
			attribute({ ...given, coupons }, {}, { model, couponPolicy: 'if_winner' }).credits.map(
				({ affiliateId, weight }) => [affiliateId, weight],
			);
		expect(parts(['ANNA10'])).toEqual(parts([]));
	});

	it.each(ATTRIBUTION_MODELS)('if_involved counts a part that the model left out, %s', (model) => {
		const given = { cartClick: CLICK_ID, landingUrl: bobsLanding, coupons: ['BOB5'] };
		expect(creditedTo(attribute(given, {}, { model, couponPolicy: 'if_involved' }))).toEqual([BOB]);
	});

	it('back the part of the first valid coupon only, where the parts stay', () => {
		const given = { cartClick: CLICK_ID, landingUrl: bobsLanding, coupons: ['BOB5', 'ANNA10'] };
		const attribution = attribute(given, {}, { model: 'linear', couponPolicy: 'if_winner' });
		expect(attribution.credits.map(({ touch }) => touch.couponCode)).toEqual([null, 'BOB5']);
		expect(sentences(attribution)).toContain(
			'Coupon ANNA10 of anna: invalid use, because coupon BOB5 was valid before it.',
		);
	});

	it('take the second coupon where the owner of the first does not win', () => {
		const given = { landingUrl: annasLanding, coupons: ['BOB5', 'ANNA10'] };
		const attribution = attribute(given, {}, { couponPolicy: 'if_winner' });
		expect(attribution.credits[0]?.touch.couponCode).toBe('ANNA10');
		expect(sentences(attribution)).toContain('Coupon BOB5 of bob: invalid use');
	});

	it.each(COUPON_POLICIES)('%s is defined completely', (id) => {
		const definition = COUPON_POLICY_DEFINITIONS[id];
		expect(definition).toMatchObject({ id, title: expect.stringMatching(/^[A-Z]/) });
		expect(definition.description).not.toMatch(/\.$/);
	});
});

describe('a coupon as a touch', () => {
	it('states how sure it is: alone, against a click, with a click or code, with both', () => {
		const confidence = (given: Parameters<typeof attribute>[0]) =>
			attribute(given).credits[0]?.confidence;
		expect(confidence({ coupons: ['ANNA10'] })).toBe(0.8);
		expect(confidence({ coupons: ['ANNA10'], landingUrl: bobsLanding })).toBe(0.7);
		expect(confidence({ coupons: ['ANNA10'], landingUrl: annasLanding })).toBe(0.99);
		expect(confidence({ coupons: ['ANNA10'], landingUrl: '/?aff=anna' })).toBe(0.9);
		const contested = { coupons: ['ANNA10'], cartClick: CLICK_ID, landingUrl: bobsLanding };
		expect(confidence(contested)).toBe(0.85);
	});

	it('lies beside the click when both name the same affiliate', () => {
		const [credit] = attribute({ coupons: ['anna10'], landingUrl: annasLanding }).credits;
		expect(credit?.touch).toMatchObject({ kind: 'click', clickId: CLICK_ID, couponCode: 'ANNA10' });
	});

	it.each([
		['pos', 'in_store'],
		['POS', 'in_store'],
		['web', 'web'],
	])('of the channel %s reached the customer by the medium %s', (channel, medium) => {
		const [credit] = attribute({ coupons: ['ANNA10'], channel }).credits;
		expect(credit?.touch).toMatchObject({ kind: 'coupon', medium });
	});

	it.each([
		{ name: 'nobody', coupons: [], text: 'belongs to no affiliate' },
		{ name: 'a paused coupon', coupons: [aCoupon({ status: 'paused' })], text: 'is paused' },
	])('of $name earns no credit', ({ coupons, text }) => {
		const attribution = attribute({ coupons: ['ANNA10'] }, { coupons });
		expect(attribution).toMatchObject({ outcome: 'no_affiliate', touches: [] });
		expect(sentences(attribution)).toContain(text);
	});

	it('of a banned affiliate leaves the credit to the click', () => {
		const affiliates = [anAffiliate({ status: 'banned' }), bob];
		const given = { coupons: ['ANNA10'], landingUrl: bobsLanding };
		expect(creditedTo(attribute(given, { affiliates }))).toEqual([BOB]);
		expect(attribute({ coupons: ['ANNA10'] }, { affiliates }).outcome).toBe('affiliate_inactive');
	});
});
