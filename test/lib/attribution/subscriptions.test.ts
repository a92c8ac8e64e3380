import { anAffiliate, aProgramme, CLICK_ID, PROGRAMME_ID } from '../../support/builders';
import {
	ANNA,
	attribute,
	BOB,
	bob,
	bobsClick,
	bobsLanding,
	creditedTo,
	sentences,
} from './scenario';

const subscription = 'sub_1';
const subscriptionCredit = {
	affiliateId: ANNA,
	programmeId: PROGRAMME_ID,
	firstPaymentAt: '2024-02-29T10:00:00.000Z',
};

describe('a payment of a running subscription', () => {
	it('credits the affiliate of the first payment, however long ago that was', () => {
		const attribution = attribute({ subscription }, { subscriptionCredit });
		expect(creditedTo(attribution)).toEqual([ANNA]);
		expect(attribution.credits[0]).toMatchObject({
			weight: 1,
			confidence: 0.95,
			touch: { kind: 'subscription', occurredAt: '2024-02-29T10:00:00.000Z', clickId: null },
		});
		expect(sentences(attribution)).toContain(
			'first payment, on 29 Feb 2024, was credited to anna.',
		);
	});

	it.each([
		['a fresh click', { landingUrl: bobsLanding }],
		['a coupon', { coupons: ['BOB5'] }],
		['a code', { landingUrl: '/?aff=bob' }],
		['a click that is not known', { cartClick: CLICK_ID.replace(/0$/, '9') }],
	])('is not taken over by %s', (_name, given) => {
		const attribution = attribute({ subscription, ...given }, { subscriptionCredit });
		expect(creditedTo(attribution)).toEqual([ANNA]);
		expect(attribution.credits[0]?.confidence).toBe(0.95);
		expect(sentences(attribution)).toContain('do not take it over');
	});

	it('goes before a customer who is bound to somebody else', () => {
		const bindings = [
			{
				programmeId: PROGRAMME_ID,
				affiliateId: BOB,
				boundAt: '2026-01-01T00:00:00.000Z',
				expiresAt: null,
			},
		];
		expect(creditedTo(attribute({ subscription }, { subscriptionCredit, bindings }))).toEqual([
			ANNA,
		]);
	});

	it('whose first payment was credited to nobody is judged like any order', () => {
		const given = { subscription, landingUrl: bobsLanding };
		expect(creditedTo(attribute(given, { subscriptionCredit: null }))).toEqual([BOB]);
	});

	it('says nothing about an order of no subscription', () => {
		expect(attribute({}, { subscriptionCredit }).outcome).toBe('no_affiliate');
	});

	it('of an affiliate who is banned by now stands aside, and says why', () => {
		const affiliates = [anAffiliate({ status: 'banned' }), bob];
		const alone = attribute({ subscription }, { subscriptionCredit, affiliates });
		expect(alone).toMatchObject({ outcome: 'affiliate_inactive', credits: [] });
		expect(sentences(alone)).toContain('not again because the affiliate is banned');
		const given = { subscription, landingUrl: bobsLanding };
		expect(creditedTo(attribute(given, { subscriptionCredit, affiliates }))).toEqual([BOB]);
	});

	it('belongs to the programme of its first payment, whatever was clicked since', () => {
		const autumn = aProgramme({ programmeId: 'prg_autumn', code: 'autumn' });
		const facts = {
			subscriptionCredit,
			programmes: [aProgramme(), autumn],
			clicks: [{ ...bobsClick, programmeId: 'prg_autumn' }],
		};
		const given = { subscription, landingUrl: bobsLanding };
		expect(attribute(given, facts)).toMatchObject({ programmeId: PROGRAMME_ID });
		const chosen = attribute(given, facts, { programmeId: 'prg_autumn' });
		expect(creditedTo(chosen)).toEqual([BOB]);
		expect(sentences(chosen)).toContain('it belongs to another programme');
	});
});
