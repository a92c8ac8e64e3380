import { addDays } from '../../../../lib/kernel';
import { withoutPerson } from '../../../../lib/model/journal';
import type { FraudFacts } from '../../../../lib/model/fraud-facts';
import {
	aClick,
	anAttribution,
	anOrder,
	aTouch,
	aTracking,
	CLICK_ID,
	ORDERED_AT,
} from '../../../support/builders';
import {
	creditByClick,
	creditByCoupon,
	missingClick,
	observe,
	someAffiliate,
	someCredit,
	someCustomer,
	someVisit,
} from '../scenario';

const landing = (landingParameters: Record<string, string>) => someVisit({ landingParameters });

describe('F22, a coupon found at the checkout', () => {
	const f22 = (visit: Partial<FraudFacts['visit']>, more: Partial<FraudFacts> = {}) =>
		observe('F22', { credits: [creditByCoupon], visit: someVisit(visit), ...more });
	const byOwner = (affiliate: Parameters<typeof someAffiliate>[0]) => ({
		credits: [
			someCredit({
				...creditByCoupon,
				affiliate: { status: 'found', value: someAffiliate(affiliate) },
			}),
		],
	});
	const couponSite = { referrerHost: 'coupons.example', isFromCouponSite: true };

	it('is a hit for a visit that began on a coupon site', () => {
		expect(f22(couponSite)).toMatchObject({
			status: 'hit',
			weight: 0.4,
			evidence: { affiliate: 'anna', coupon: 'ANNA10', began: 'referrer coupons.example' },
		});
	});

	it.each([
		['an ad', { landingParameters: { gclid: 'x' } }],
		['a newsletter', { landingParameters: { utm_source: 'Newsletter' } }],
		['another site', { referrerHost: 'deals.example' }],
	])('is a hit for a visit that began with %s', (_source, visit) => {
		expect(f22(visit).status).toBe('hit');
	});

	it.each([
		['who looked the shop up', { referrerHost: 'www.google.co.uk' }],
		['who follow the owner', { referrerHost: 'l.instagram.com' }],
		['in a campaign of the owner', { landingParameters: { utm_source: 'ANNA' } }],
		['by a tracked link', { landingParameters: { utm_source: 'affiliate' } }],
		[
			'by a link that names the owner, from a site of nobody',
			{ landingParameters: { utm_campaign: 'Anna' }, referrerHost: 'blog.example' },
		],
		['who came back from paying', { referrerHost: 'www.paypal.com' }],
		['who searched in an app', { referrerHost: 'com.google.android.googlequicksearchbox' }],
		['on another page of the shop', { referrerHost: 'demo.myshopify.com' }],
	])('is clear for visitors %s', (_because, visit) => {
		expect(f22(visit).status).toBe('clear');
	});

	it('is unknown for a podcast: nobody tells where the visit began', () => {
		expect(f22({}).status).toBe('unknown');
	});

	it('is clear when the owner was clicked, whatever earned the credit', () => {
		const journey = [aClick()];
		const attribution = anAttribution({ touches: [aTouch()] });
		expect(f22(couponSite, { journey }).status).toBe('clear');
		expect(f22(couponSite, { attribution }).status).toBe('clear');
		const otherJourney = [aClick({ affiliateId: 'aff_ben' })];
		expect(f22(couponSite, { journey: otherJourney }).status).toBe('hit');
	});

	it.each([
		['a coupon partner', { partnerType: 'coupon' as const }],
		['a cashback partner', { partnerType: 'cashback' as const }],
		['who may come in at the checkout', { mayIntercept: true }],
		['with that site as their own', { sites: ['coupons.example'] }],
	])('is clear for owners: %s', (_because, affiliate) => {
		expect(f22(couponSite, byOwner(affiliate)).status).toBe('clear');
	});

	it('is unknown when nobody looked for clicks, or the owner is not known', () => {
		expect(f22(couponSite, { journey: null }).status).toBe('unknown');
		const credits = [{ ...creditByCoupon, affiliate: { status: 'missing' as const } }];
		expect(f22(couponSite, { credits }).status).toBe('unknown');
	});
});

describe('F23, paid traffic', () => {
	it.each([
		['gclid', 'x'],
		['gbraid', 'x'],
		['wbraid', 'x'],
		['gad_source', '1'],
		['gad_anything', ''],
		['msclkid', 'x'],
		['ttclid', 'x'],
		['twclid', 'x'],
		['li_fat_id', 'x'],
		['rdclid', 'x'],
		['utm_medium', 'cpc'],
		['utm_medium', 'PPC'],
		['utm_medium', 'Paid-Social'],
		['utm_medium', 'paid'],
	])('is a hit for %s=%s', (name, value) => {
		expect(observe('F23', { visit: landing({ [name]: value }) }).status).toBe('hit');
	});

	it.each([
		['fbclid', 'x', 'it is on every shared link'],
		['utm_medium', 'affiliate', 'nobody paid for it'],
		['utm_medium', 'unpaid', 'it only ends alike'],
		['gads', '1', 'it only begins alike'],
	])('is clear for %s=%s: %s', (name, value, _because) => {
		expect(observe('F23', { visit: landing({ [name]: value }) }).status).toBe('clear');
	});

	it("weighs less what may be the merchant's own ad", () => {
		expect(observe('F23', { visit: landing({ gclid: 'x' }) }).weight).toBe(0.15);
		const tied = [
			{ gclid: 'x', aff_click: CLICK_ID },
			{ gclid: 'x', aff: 'ANNA' },
		];
		for (const parameters of tied) {
			expect(observe('F23', { visit: landing(parameters) }).weight).toBeUndefined();
		}
	});

	it('looks at the tracked link and at the campaign of the order too', () => {
		const credits = [creditByClick({ utm: { medium: 'cpc' } })];
		expect(observe('F23', { credits })).toMatchObject({
			status: 'hit',
			evidence: { sign: 'utm_medium cpc' },
		});
		const order = withoutPerson(anOrder({ tracking: aTracking({ utm: { medium: 'cpc' } }) }));
		expect(observe('F23', { order }).status).toBe('hit');
	});

	it.each([
		[{ utm_campaign: 'Own-Brand' }, 'clear'],
		[{ gad_campaignid: '22222222222' }, 'clear'],
		[{ utm_campaign: 'another' }, 'hit'],
		[{}, 'hit'],
	])('takes an ad with %j to be %s where campaigns are allowed', (names, status) => {
		const visit = landing({ gclid: 'x', ...names });
		const allowedCampaigns = ['own-brand', '22222222222'];
		expect(observe('F23', { visit }, { allowedCampaigns }).status).toBe(status);
	});

	it('is unknown when the click is missing and nothing else shows an ad', () => {
		expect(observe('F23', { credits: [missingClick] }).status).toBe('unknown');
	});
});

describe('F24, a bid on the brand', () => {
	const f24 = (parameters: Record<string, string>, brandTerms = ['Acme-Shop']) =>
		observe('F24', { visit: landing(parameters) }, { brandTerms });

	it('is a hit for a paid ad that was searched for by the brand', () => {
		expect(f24({ gclid: 'x', utm_term: 'ACME shop voucher' })).toMatchObject({
			status: 'hit',
			evidence: { brand: 'acmeshop', sign: 'gclid' },
		});
	});

	it('is clear without an ad, with another term, or without brand terms', () => {
		expect(f24({ utm_term: 'acme shop' }).status).toBe('clear');
		expect(f24({ gclid: 'x', utm_term: 'coffee grinder' }).status).toBe('clear');
		expect(f24({ gclid: 'x', utm_term: 'acme shop' }, []).status).toBe('clear');
	});

	it('is unknown when the ad does not tell its term', () => {
		expect(f24({ gclid: 'x' }).status).toBe('unknown');
		expect(observe('F24', { credits: [missingClick] }, { brandTerms: ['acme'] }).status).toBe(
			'unknown',
		);
	});
});

describe('F26, countries that differ', () => {
	const f26 = (
		click: string | null,
		billingCountry: string | null,
		shippingCountry: string | null,
		parameters = {},
	) =>
		observe(
			'F26',
			{
				credits: [creditByClick({ country: click })],
				customer: someCustomer({ billingCountry, shippingCountry }),
			},
			parameters,
		).status;

	it.each([
		['DE', 'DE', 'DE', 'clear'],
		['de', 'DE', null, 'clear'],
		['FR', 'DE', 'DE', 'hit'],
		['FR', 'DE', null, 'hit'],
		['DE', 'DE', 'US', 'hit'],
		[null, 'DE', null, 'unknown'],
		['DE', null, null, 'unknown'],
	])('takes click %s, bill %s, parcel %s to be %s', (click, billing, shipping, status) => {
		expect(f26(click, billing, shipping)).toBe(status);
	});

	it('lets presents abroad pass where the policy says so', () => {
		expect(f26('DE', 'DE', 'US', { comparesShipping: false })).toBe('clear');
		expect(f26('FR', 'DE', 'US', { comparesShipping: false })).toBe('hit');
	});

	const clicks = (minutes: number, second: Partial<ReturnType<typeof aClick>> = {}) => [
		aClick({
			clickId: 'clk_2',
			journeyId: 'jny_1',
			country: 'US',
			occurredAt: addDays(ORDERED_AT, -1),
			...second,
		}),
		aClick({
			clickId: 'clk_1',
			journeyId: 'jny_1',
			country: 'DE',
			occurredAt: addDays(ORDERED_AT, -1 - minutes / 1_440),
		}),
	];

	it('is a hit for a browser in two countries within an hour', () => {
		expect(observe('F26', { journey: clicks(59) })).toMatchObject({
			status: 'hit',
			evidence: { from: 'DE', to: 'US', clicks: 'clk_1, clk_2' },
		});
		expect(observe('F26', { journey: clicks(60) }).status).toBe('clear');
		expect(observe('F26', { journey: clicks(60) }, { travelMinutes: 61 }).status).toBe('hit');
	});

	it('does not mix up two browsers, nor guess a country that is not told', () => {
		expect(observe('F26', { journey: clicks(5, { journeyId: 'jny_2' }) }).status).toBe('clear');
		expect(observe('F26', { journey: clicks(5, { country: null }) }).status).toBe('clear');
		expect(observe('F26', { journey: clicks(5, { journeyId: null }) }).status).toBe('clear');
	});

	it('takes no country of a network that hides it: F27 speaks of it', () => {
		const hidden = { networkKinds: ['vpn' as const] };
		const credits = [creditByClick({ country: 'CH', ...hidden })];
		expect(observe('F26', { credits }).status).toBe('unknown');
		expect(observe('F26', { journey: clicks(5, hidden) }).status).toBe('clear');
	});

	it('is unknown when the journey was not loaded, or the click is missing', () => {
		expect(observe('F26', { journey: null }).status).toBe('unknown');
		expect(observe('F26', { credits: [missingClick] }).status).toBe('unknown');
	});

	it('decides nothing alone: a traveller passes', () => {
		const observation = observe('F26', { credits: [creditByClick({ country: 'FR' })] });
		expect(observation).toMatchObject({ status: 'hit', evidence: { click: 'FR', order: 'DE' } });
		expect(observation.weight).toBeUndefined();
	});
});
