import fc from 'fast-check';
import { clickCookie, redirectUrl } from '../../../lib/tracking';

const CLICK_ID = 'clk_01jdabcdefghjkmnpqrstvwxyz';

function redirected(
	destination: string,
	utm: Record<string, string> = {},
	clickId: string | null = CLICK_ID,
): string {
	return redirectUrl({
		destination: new URL(destination),
		clickIdParameter: 'aff_click',
		clickId,
		utm,
	}).href;
}

describe('the landing address', () => {
	const cases = [
		{
			because: 'the click id is added',
			destination: 'https://shop.example.com/a',
			utm: {},
			href: `https://shop.example.com/a?aff_click=${CLICK_ID}`,
		},
		{
			because: 'the query stays to the letter',
			destination: 'https://shop.example.com/a?q=one%20two&q=x+y&flag&e=',
			utm: {},
			href: `https://shop.example.com/a?q=one%20two&q=x+y&flag&e=&aff_click=${CLICK_ID}`,
		},
		{
			because: 'the fragment stays last',
			destination: 'https://shop.example.com/a#reviews',
			utm: { source: 'anna' },
			href: `https://shop.example.com/a?aff_click=${CLICK_ID}&utm_source=anna#reviews`,
		},
		{
			because: 'UTM of the destination is kept',
			destination: 'https://shop.example.com/?utm_source=tv&UTM_Medium=spot',
			utm: { source: 'affiliate', medium: 'affiliate', campaign: 'x' },
			href: `https://shop.example.com/?utm_source=tv&UTM_Medium=spot&aff_click=${CLICK_ID}&utm_campaign=x`,
		},
		{
			because: 'a click id somebody put there is replaced',
			destination: 'https://shop.example.com/?aff_click=clk_other&a=1&aff%5Fclick=again',
			utm: {},
			href: `https://shop.example.com/?a=1&aff_click=${CLICK_ID}`,
		},
		{
			because: 'values are encoded',
			destination: 'https://shop.example.com/',
			utm: { campaign: 'a&b=c#d e' },
			href: `https://shop.example.com/?aff_click=${CLICK_ID}&utm_campaign=a%26b%3Dc%23d%20e`,
		},
	];

	test.each(cases)('$because', ({ destination, utm, href }) => {
		expect(redirected(destination, utm)).toBe(href);
	});

	test('carries no click id when the visitor must not be recognised, not even a foreign one', () => {
		expect(redirected('https://shop.example.com/?aff_click=clk_x&a=1', { source: 's' }, null)).toBe(
			'https://shop.example.com/?a=1&utm_source=s',
		);
	});

	test('keeps every parameter, the host, the path and the fragment of any destination', () => {
		const url = fc.webUrl({ withFragments: true, withQueryParameters: true });
		fc.assert(
			fc.property(url, fc.string(), (text, campaign) => {
				const before = new URL(text);
				const after = new URL(redirected(text, { campaign }));
				expect(after.origin + after.pathname + after.hash).toBe(
					before.origin + before.pathname + before.hash,
				);
				const pieces = before.search
					.slice(1)
					.split('&')
					.filter((piece) => piece !== '');
				expect(after.search.slice(1).split('&').slice(0, pieces.length)).toEqual(pieces);
				expect(after.searchParams.get('aff_click')).toBe(CLICK_ID);
				expect(after.href).toMatch(/^[\x21-\x7e]+$/);
			}),
			{ numRuns: 500 },
		);
	});
});

describe('the cookie', () => {
	const settings = { name: 'aff_click', domain: null, isHttpOnly: false };

	test('lasts as long as a click earns credit', () => {
		expect(clickCookie(CLICK_ID, 30, true, settings)).toBe(
			`aff_click=${CLICK_ID}; Max-Age=2592000; Path=/; SameSite=Lax; Secure`,
		);
	});

	test('can be shared with the shop and hidden from scripts', () => {
		const shared = { name: 'ref', domain: '.Example.com', isHttpOnly: true };
		expect(clickCookie(CLICK_ID, 1, false, shared)).toBe(
			`ref=${CLICK_ID}; Max-Age=86400; Path=/; SameSite=Lax; Domain=example.com; HttpOnly`,
		);
	});

	test('is not set when clicks earn no credit', () => {
		expect(clickCookie(CLICK_ID, 0, true, settings)).toBeNull();
	});

	test.each([
		['a name with an attribute', { name: 'a; Domain=evil.com', domain: null }],
		['a name with a line break', { name: 'a\r\nX-Evil: 1', domain: null }],
		['a name with a browser prefix', { name: '__Host-a', domain: null }],
		['an empty name', { name: '', domain: null }],
		['a domain with an attribute', { name: 'a', domain: 'example.com; Secure' }],
		['a domain with a line break', { name: 'a', domain: 'example.com\r\nX: 1' }],
		['a domain without a dot', { name: 'a', domain: 'com' }],
	])('is not set for %s', (_because, { name, domain }) => {
		expect(clickCookie(CLICK_ID, 30, true, { name, domain, isHttpOnly: false })).toBeNull();
	});

	test('never holds a control character or a second attribute of its parts, whatever they are', () => {
		const hostile = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc
				.array(fc.constantFrom('a', '.', ';', ' ', '\r', '\n', '=', ',', '\u0000', 'com'), {
					maxLength: 8,
				})
				.map((parts) => parts.join('')),
		);
		fc.assert(
			fc.property(hostile, hostile, hostile, fc.integer(), (name, value, domain, days) => {
				const cookie = clickCookie(value, days, true, { name, domain, isHttpOnly: true });
				if (cookie === null) return;
				expect(cookie).toMatch(/^[\x20-\x7e]+$/);
				expect(cookie.split('; ')).toHaveLength(7);
			}),
			{ numRuns: 2_000 },
		);
	});
});
