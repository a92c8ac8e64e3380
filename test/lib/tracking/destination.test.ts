import fc from 'fast-check';
import { isAllowedHost, parseFallbackUrl, safeDestination } from '../../../lib/tracking';

const SHOP = ['shop.example.com'];

describe('an allowed host', () => {
	test.each([
		['https://shop.example.com/', 'shop.example.com', true, 'the same host'],
		['https://SHOP.example.COM/', 'shop.example.com', true, 'case does not matter'],
		['http://shop.example.com/', 'shop.example.com', true, 'each scheme at its default port'],
		['https://shop.example.com:443/', 'shop.example.com', true, 'the default port written out'],
		['https://shop.example.com:8443/', 'shop.example.com', false, 'another port is another site'],
		['https://shop.example.com:8443/', 'shop.example.com:8443', true, 'the port is named'],
		['https://shop.example.com/', 'shop.example.com:8443', false, 'only the named port'],
		['https://example.com/', 'shop.example.com', false, 'a parent is not the host'],
		['https://a.shop.example.com/', 'shop.example.com', false, 'a child is not the host'],
		['https://a.example.com/', '*.example.com', true, 'a wildcard covers children'],
		['https://a.b.example.com/', '*.example.com', true, 'at any depth'],
		['https://example.com/', '*.example.com', false, 'but not the host itself'],
		['https://evilexample.com/', '*.example.com', false, 'nor a name that ends alike'],
		['https://a.example.com:8443/', '*.example.com:8443', true, 'a wildcard with a port'],
		['https://xn--bcher-kva.example/', 'xn--bcher-kva.example', true, 'IDN in ASCII'],
		['https://shop.example.com/', '*', false, 'a lone star allows nothing'],
		['https://shop.example.com/', '', false, 'an empty entry allows nothing'],
		['http://127.0.0.1:8081/', '127.0.0.1:8081', true, 'a shop on the same machine'],
	])('%s against %s: %p (%s)', (url, entry, isAllowed) => {
		expect(isAllowedHost(new URL(url), [entry])).toBe(isAllowed);
	});
});

describe('redirects that must not be', () => {
	const attacks: Array<[url: string, because: string]> = [
		['https://evil.com/', 'another host'],
		['https://shop.example.com@evil.com/', 'the shop as user name'],
		['https://shop.example.com:x@evil.com/', 'the shop as user name with a password'],
		['https://user@shop.example.com/', 'credentials, even for the shop'],
		['https://@shop.example.com/', 'empty credentials'],
		['https://shop.example.com%40evil.com/', 'an encoded at sign'],
		['https://evil.com%2f@shop.example.com/', 'an encoded slash in the user name'],
		['https://shop.example.com%2eevil.com/', 'an encoded dot'],
		['//evil.com/', 'scheme-relative'],
		['///evil.com/', 'three slashes'],
		['////evil.com', 'four slashes'],
		['https:///evil.com/', 'a slash too many, which browsers drop'],
		['https:////shop.example.com/', 'two slashes too many'],
		['https:evil.com', 'no slashes, which browsers mend'],
		['https:/evil.com', 'one slash, which browsers mend'],
		['https:/shop.example.com', 'a mended address of the shop'],
		['https:\\\\evil.com', 'backslashes'],
		['https://evil.com\\@shop.example.com/', 'a backslash before the at sign'],
		['https://shop.example.com\\.evil.com/', 'a backslash in the host'],
		['/\\evil.com', 'a path with a backslash'],
		['javascript:alert(1)', 'a script'],
		['javascript://shop.example.com/%0aalert(1)', 'a script dressed as an address'],
		['data:text/html,<script>1</script>', 'a data address'],
		['vbscript:msgbox(1)', 'another script'],
		['file://shop.example.com/etc/passwd', 'a file'],
		['ftp://shop.example.com/', 'another scheme'],
		[' https://shop.example.com/', 'leading space'],
		['https://shop.example.com/ ', 'trailing space'],
		['\thttps://shop.example.com/', 'a tab'],
		['ht\ntps://shop.example.com/', 'a line break in the scheme'],
		['https://shop.example.com/\r\nSet-Cookie: a=b', 'a header injection'],
		['https://shop.exam\u0000ple.com/', 'a null character'],
		['https://shop.example.com\u3002evil.com/', 'an ideographic full stop'],
		['https://shop.example.com\u200b.evil.com/', 'a zero-width space'],
		['https://shop.example.com\u2028/', 'a line separator'],
		['https://\u202emoc.live/', 'a direction override'],
		['https://shop.example.com.evil.com/', 'the shop as a child of another host'],
		['https://shop.example.com./', 'a trailing dot'],
		['https://shop.example.com:8443/', 'another port'],
		['https://shop.example.com:80/', 'http port over https'],
		['https://evil.com#@shop.example.com/', 'the shop in the fragment'],
		['https://evil.com?@shop.example.com/', 'the shop in the query'],
		['https://evil.com;shop.example.com/', 'a semicolon'],
		['https://sh\u043ep.example.com/', 'a Cyrillic letter'],
		['https://2130706433/', 'an address as one number'],
		['https://0x7f.1/', 'an address in hex'],
		['https://[::1]/', 'an IPv6 address'],
		['https://', 'no host'],
		['', 'nothing'],
		['shop.example.com', 'no scheme'],
		['/relative', 'a path'],
		[`https://shop.example.com/${'a'.repeat(3_000)}`, 'too long'],
	];

	test.each(attacks)('%j is refused: %s', (url) => {
		expect(safeDestination(url, SHOP)).toBeNull();
	});

	const fine: Array<[url: string, href: string, because: string]> = [
		['https://shop.example.com', 'https://shop.example.com/', 'no path'],
		[
			'https://shop.example.com/a?b=c&d=e#f',
			'https://shop.example.com/a?b=c&d=e#f',
			'query and fragment',
		],
		['HTTPS://Shop.Example.com/', 'https://shop.example.com/', 'case'],
		[
			'https://shop.example.com/@maker',
			'https://shop.example.com/@maker',
			'an at sign in the path',
		],
		[
			'https://shop.example.com/?next=https://evil.com',
			'https://shop.example.com/?next=https://evil.com',
			'another address as a value',
		],
		[
			'https://shop.example.com//double',
			'https://shop.example.com//double',
			'double slashes in the path',
		],
		[
			'https://shop.example.com/kaffeem\u00fchle',
			'https://shop.example.com/kaffeem%C3%BChle',
			'letters beyond ASCII',
		],
	];

	test.each(fine)('%j leads to %s: %s', (url, href) => {
		expect(safeDestination(url, SHOP)?.href).toBe(href);
	});

	test('an IDN host is compared in ASCII', () => {
		expect(
			safeDestination('https://b\u00fccher.example/', ['xn--bcher-kva.example'])?.hostname,
		).toBe('xn--bcher-kva.example');
	});

	test('whatever the text, the result is on the list or nothing', () => {
		const hostile = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.webUrl({ withFragments: true, withQueryParameters: true }),
			fc
				.array(
					fc.constantFrom(
						'https:',
						'http:',
						'//',
						'/',
						'\\',
						'@',
						':',
						'#',
						'?',
						'.',
						'%40',
						'%2f',
						'\t',
						'\u200b',
						'shop.example.com',
						'evil.com',
						'user',
						'443',
						'[::1]',
					),
					{ maxLength: 8 },
				)
				.map((parts) => parts.join('')),
		);
		fc.assert(
			fc.property(hostile, (text) => {
				const url = safeDestination(text, ['shop.example.com', '*.example.org']);
				if (url === null) return;
				expect(url.hostname).toMatch(/^(shop\.example\.com|.+\.example\.org)$/);
				expect(['http:', 'https:']).toContain(url.protocol);
				expect([url.username, url.password, url.port]).toEqual(['', '', '']);
				expect(url.href).toMatch(/^[\x21-\x7e]+$/);
			}),
			{ numRuns: 2_000 },
		);
	});
});

describe('the fallback address', () => {
	test.each(['https://shop.example.com', 'http://localhost:8081/', 'http://127.0.0.1:8081/home'])(
		'%s can be used',
		(text) => {
			expect(parseFallbackUrl(text).href.startsWith(text)).toBe(true);
		},
	);

	test.each([
		'',
		'shop.example.com',
		'http://shop.example.com',
		'https://a:b@shop.example.com',
		'javascript:1',
	])('%j is refused with a message that says what to enter', (text) => {
		expect(() => parseFallbackUrl(text)).toThrow(
			expect.objectContaining({
				code: 'invalid_fallback_url',
				hint: expect.stringContaining('https://'),
			}),
		);
	});
});
