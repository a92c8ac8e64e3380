import { DEFAULT_SIGNAL_SETTINGS, findSignals } from '../../../lib/attribution';
import { anOrder, aTracking, CLICK_ID, OTHER_CLICK_ID } from '../../support/builders';
import type { Order } from '../../../lib/model/order';
import { zeroMoney } from '../../../lib/kernel';

function signalsOf(tracking: Partial<Order['tracking']>, coupons: string[] = []) {
	const order = anOrder({
		tracking: aTracking(tracking),
		coupons: coupons.map((code) => ({ code, amount: zeroMoney('EUR') })),
	});
	return findSignals(order, DEFAULT_SIGNAL_SETTINGS);
}

describe('finding signals', () => {
	it.each([
		{
			because: 'the key is one of the defaults',
			tracking: { attributes: { affiliate_click_id: CLICK_ID } },
			foundIn: 'cart attribute "affiliate_click_id"',
		},
		{
			because: 'WooCommerce hides meta by a leading underscore',
			tracking: { attributes: { _aff_click: CLICK_ID } },
			foundIn: 'cart attribute "aff_click"',
		},
		{
			because: 'keys are compared without case and values without spaces around them',
			tracking: { attributes: { Aff_Click: ` ${CLICK_ID} ` } },
			foundIn: 'cart attribute "aff_click"',
		},
		{
			because: 'a landing page may be a whole address',
			tracking: { landingUrl: `https://shop.example.com/?a=1&aff_click=${CLICK_ID}#top` },
			foundIn: 'landing page',
		},
		{
			because: 'Shopify gives path and query only',
			tracking: { landingUrl: `/products/grinder?aff_click=${CLICK_ID}` },
			foundIn: 'landing page',
		},
	])('finds a click id in the $foundIn because $because', ({ tracking, foundIn }) => {
		expect(signalsOf(tracking).clicks).toEqual([
			expect.objectContaining({ clickId: CLICK_ID, foundIn }),
		]);
	});

	it('puts the cart attribute before the landing page, and names a click once', () => {
		const both = signalsOf({
			attributes: { aff_click: CLICK_ID },
			landingUrl: `/?aff_click=${OTHER_CLICK_ID}&aff_click=${CLICK_ID}`,
		});
		expect(both.clicks.map(({ clickId, source }) => [clickId, source])).toEqual([
			[CLICK_ID, 'cart_attribute'],
			[OTHER_CLICK_ID, 'landing_page'],
		]);
	});

	it.each([
		['SQL', "clk_' or 1=1 --"],
		['a click id of another tool', 'EAIaIQobChMI'],
		['personal data', 'carla@example.com'],
		['a very long text', 'clk_'.padEnd(100_000, '0')],
	])('never looks up %s, and does not repeat it', (_name, value) => {
		const { clicks, remarks } = signalsOf({ attributes: { click_id: value } });
		expect(clicks).toEqual([]);
		expect(remarks.map(({ text }) => text)).toEqual([
			'The value in the cart attribute "click_id" does not have the form of a click id, so it was not looked up.',
		]);
	});

	it('does not read a landing page of more than 8,192 characters', () => {
		const { clicks, remarks } = signalsOf({
			landingUrl: `/?aff_click=${CLICK_ID}&x=${'y'.repeat(9_000)}`,
		});
		expect(clicks).toEqual([]);
		expect(remarks).toHaveLength(1);
	});

	it('looks at twenty click ids of an order at most', () => {
		const flood = Array.from({ length: 500 }, () => `aff_click=${CLICK_ID}x`).join('&');
		expect(signalsOf({ landingUrl: `/?${flood}`.slice(0, 8_000) }).remarks).toHaveLength(20);
	});

	it('reads affiliate codes of the landing page and refuses what is no code', () => {
		const { affiliateCodes, remarks } = signalsOf({ landingUrl: '/?aff=anna&aff=ANNA&aff=a%20b' });
		expect(affiliateCodes).toEqual([{ code: 'anna', foundIn: 'landing page' }]);
		expect(remarks).toHaveLength(1);
	});

	it('reads the code that a shop or app keeps itself, before the one of the landing page', () => {
		const { affiliateCodes } = signalsOf({
			attributes: { _Affiliate_Code: 'Bob' },
			landingUrl: '/?aff=anna&aff=bob',
		});
		expect(affiliateCodes).toEqual([
			{ code: 'Bob', foundIn: 'cart attribute "affiliate_code"' },
			{ code: 'anna', foundIn: 'landing page' },
		]);
	});

	it('lists coupon codes once, whatever their case', () => {
		expect(signalsOf({}, ['ANNA10', 'anna10', ' BOB5 ']).couponCodes).toEqual(['ANNA10', 'BOB5']);
	});

	it('finds nothing in an order without tracking', () => {
		expect(signalsOf({})).toEqual({
			clicks: [],
			affiliateCodes: [],
			couponCodes: [],
			referrers: [],
			remarks: [],
		});
	});

	it('reads the names that the settings give', () => {
		const order = anOrder({
			tracking: aTracking({
				attributes: { ref_click: CLICK_ID, aff_click: OTHER_CLICK_ID },
				landingUrl: '/?partner=anna&aff=bob',
			}),
		});
		const { clicks, affiliateCodes } = findSignals(order, {
			attributeKeys: ['ref_click'],
			clickParameter: 'cid',
			codeParameter: 'partner',
			codeAttributeKeys: ['our_partner'],
		});
		expect(clicks.map(({ clickId }) => clickId)).toEqual([CLICK_ID]);
		expect(affiliateCodes).toEqual([{ code: 'anna', foundIn: 'landing page' }]);
	});

	it('finds click ids in the landing pages of earlier visits, the latest one first', () => {
		const visit = (day: number, id: string) => ({
			landingUrl: `/?aff_click=${id}`,
			referrer: null,
			occurredAt: `2026-11-0${day}T10:00:00.000Z`,
		});
		const { clicks } = signalsOf({
			visits: [visit(1, CLICK_ID), visit(3, OTHER_CLICK_ID), visit(2, CLICK_ID)],
		});
		expect(clicks).toEqual([
			expect.objectContaining({
				clickId: OTHER_CLICK_ID,
				source: 'landing_page',
				foundIn: 'landing page of an earlier visit',
			}),
			expect.objectContaining({ clickId: CLICK_ID }),
		]);
	});

	it.each([
		['https://Blog.Example.com/review?x=1', 'blog.example.com'],
		['blog.example.com/review', 'blog.example.com'],
		['http://blog.example.com:8080/', 'blog.example.com'],
		['android-app://com.example.reader/', 'com.example.reader'],
		['https://blog.example.com./', 'blog.example.com'],
	])('reads the referring host of %s', (referrer, host) => {
		expect(signalsOf({ referrer }).referrers).toEqual([
			{ host, occurredAt: anOrder().createdAt, foundIn: 'referrer' },
		]);
	});

	it.each([
		'',
		'  ',
		'localhost',
		'not a host',
		'https://',
		`https://a.example/${'x'.repeat(9_000)}`,
	])('reads no host in "%.20s"', (referrer) => {
		expect(signalsOf({ referrer }).referrers).toEqual([]);
	});

	it('names a referring host once, and stops at ten', () => {
		const visits = Array.from({ length: 30 }, (_, index) => ({
			landingUrl: null,
			referrer: `https://site-${Math.floor(index / 2)}.example.com/`,
			occurredAt: `2026-11-01T10:00:${10 + index}.000Z`,
		}));
		const { referrers } = signalsOf({ visits, referrer: 'https://blog.example.com' });
		expect(referrers).toHaveLength(10);
		expect(referrers[1]).toEqual({
			host: 'site-14.example.com',
			occurredAt: '2026-11-01T10:00:39.000Z',
			foundIn: 'referrer of an earlier visit',
		});
		expect(new Set(referrers.map(({ host }) => host)).size).toBe(10);
	});
});
