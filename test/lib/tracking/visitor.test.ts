import fc from 'fast-check';
import { networkAddress } from '../../../lib/kernel';
import { readClientIp } from '../../../lib/tracking/visitor/client-ip';
import { readConsent, type ConsentSettings } from '../../../lib/tracking/visitor/consent';
import { readCountry } from '../../../lib/tracking/visitor/country';
import { readDevice } from '../../../lib/tracking/visitor/device';
import { readLanguage } from '../../../lib/tracking/visitor/language';
import { readReferrer } from '../../../lib/tracking/visitor/referrer';
import { visitorHashes } from '../../../lib/tracking/visitor/visitor-hashes';
import { aRequest, aRequestWith, FIREFOX, testHash } from '../../support/tracking';

const ASKED: ConsentSettings = {
	parameter: 'consent',
	isRequired: false,
	honoursDoNotTrack: false,
};

describe('consent', () => {
	const cases = [
		{ because: 'nothing was said', headers: {}, query: '', consent: 'not_asked' },
		{ because: 'the visitor agreed', headers: {}, query: 'consent=granted', consent: 'granted' },
		{ because: '1 is yes', headers: {}, query: 'consent=1', consent: 'granted' },
		{ because: 'the visitor refused', headers: {}, query: 'consent=denied', consent: 'denied' },
		{ because: '0 is no', headers: {}, query: 'consent=0', consent: 'denied' },
		{
			because: 'an unreadable value is no yes',
			headers: {},
			query: 'consent=maybe',
			consent: 'denied',
		},
		{ because: 'an empty value is no yes', headers: {}, query: 'consent=', consent: 'denied' },
		{
			because: 'one refusal outweighs a grant',
			headers: {},
			query: 'consent=1&consent=0',
			consent: 'denied',
		},
		{
			because: 'the privacy signal is set',
			headers: { 'sec-gpc': '1' },
			query: '',
			consent: 'denied',
		},
		{
			because: 'the signal outweighs a grant in a link somebody else made',
			headers: { 'sec-gpc': '1' },
			query: 'consent=1',
			consent: 'denied',
		},
		{
			because: 'only 1 is the signal',
			headers: { 'sec-gpc': '0' },
			query: '',
			consent: 'not_asked',
		},
		{ because: 'true is not 1', headers: { 'sec-gpc': 'true' }, query: '', consent: 'not_asked' },
		{ because: '1.0 is not 1', headers: { 'sec-gpc': '1.0' }, query: '', consent: 'not_asked' },
		{
			because: 'one 1 among several values is enough',
			headers: { 'sec-gpc': ['0', '1'] },
			query: '',
			consent: 'denied',
		},
		{
			because: 'several headers arrive joined',
			headers: { 'sec-gpc': '0, 1' },
			query: '',
			consent: 'denied',
		},
		{
			because: 'DNT is not a signal by default',
			headers: { dnt: '1' },
			query: '',
			consent: 'not_asked',
		},
	];

	test.each(cases)('is $consent: $because', ({ headers, query, consent }) => {
		expect(readConsent(aRequestWith(headers, query), ASKED)).toBe(consent);
	});

	test('counts DNT when that is chosen', () => {
		const settings = { ...ASKED, honoursDoNotTrack: true };
		expect(readConsent(aRequestWith({ dnt: '1' }), settings)).toBe('denied');
	});

	test('is denied without a grant where consent is required', () => {
		const settings = { ...ASKED, isRequired: true };
		expect(readConsent(aRequestWith({}), settings)).toBe('denied');
		expect(readConsent(aRequestWith({}, 'consent=granted'), settings)).toBe('granted');
	});
});

describe('the client address', () => {
	const forwarded = { 'x-forwarded-for': '192.0.2.1, 203.0.113.9, 10.0.0.1' };
	const cases = [
		{
			because: 'nobody is trusted',
			headers: forwarded,
			proxies: 0,
			socket: '198.51.100.7',
			ip: '198.51.100.7',
		},
		{
			because: 'one proxy is trusted',
			headers: forwarded,
			proxies: 1,
			socket: '10.0.0.2',
			ip: '10.0.0.1',
		},
		{
			because: 'two proxies are trusted',
			headers: forwarded,
			proxies: 2,
			socket: '10.0.0.2',
			ip: '203.0.113.9',
		},
		{
			because: 'more hops than entries lead to the first',
			headers: forwarded,
			proxies: 9,
			socket: '10.0.0.2',
			ip: '192.0.2.1',
		},
		{
			because: 'a trusted proxy that sends no header',
			headers: {},
			proxies: 1,
			socket: '10.0.0.2',
			ip: '10.0.0.2',
		},
		{
			because: 'IPv4 in IPv6 is IPv4',
			headers: {},
			proxies: 0,
			socket: '::ffff:198.51.100.7',
			ip: '198.51.100.7',
		},
		{
			because: 'IPv6 has one spelling',
			headers: {},
			proxies: 0,
			socket: '2001:DB8:0:0:0:0:0:1',
			ip: '2001:db8::1',
		},
		{
			because: 'a zone is not part of the address',
			headers: {},
			proxies: 0,
			socket: 'fe80::1%eth0',
			ip: 'fe80::1',
		},
		{
			because: 'a port is not part of the address',
			headers: { 'x-forwarded-for': '203.0.113.9:5123' },
			proxies: 1,
			socket: '10.0.0.2',
			ip: '203.0.113.9',
		},
		{
			because: 'brackets are not part of the address',
			headers: { 'x-forwarded-for': '[2001:db8::2]:443' },
			proxies: 1,
			socket: '10.0.0.2',
			ip: '2001:db8::2',
		},
		{
			because: 'what is no address is unknown',
			headers: { 'x-forwarded-for': 'unknown' },
			proxies: 1,
			socket: '10.0.0.2',
			ip: null,
		},
		{ because: 'a closed socket has none', headers: {}, proxies: 0, socket: null, ip: null },
	];

	test.each(cases)('is $ip: $because', ({ headers, proxies, socket, ip }) => {
		expect(readClientIp(aRequest({ headers, remoteAddress: socket }), proxies)).toBe(ip);
	});

	test.each([
		['203.0.113.77', '203.0.113.0'],
		['2001:db8:abcd:12:34::1', '2001:db8:abcd::'],
		['2001:db8::1', '2001:db8::'],
		['::1', '::'],
		['fe80::1:2:3:4', 'fe80::'],
		['1:2:3:4:5:6:7:8', '1:2:3::'],
	])('%s lies in the network %s', (ip, network) => {
		expect(networkAddress(ip)).toBe(network);
	});

	test('every IPv6 address keeps its first 48 bits in its network and nothing else', () => {
		fc.assert(
			fc.property(fc.ipV6(), (text) => {
				const ip = readClientIp(aRequest({ headers: {}, remoteAddress: text }), 0) ?? '';
				fc.pre(ip.includes(':'));
				const network = networkAddress(ip) ?? '';
				expect(groups(network)).toEqual([...groups(ip).slice(0, 3), 0, 0, 0, 0, 0]);
			}),
		);
	});
});

function groups(ip: string): number[] {
	const [left = '', right] = ip.split('::');
	const read = (part: string): number[] =>
		part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
	if (right === undefined) return read(left);
	const gap = 8 - read(left).length - read(right).length;
	return [...read(left), ...Array.from({ length: gap }, () => 0), ...read(right)];
}

describe('hashes of a visitor', () => {
	const visitor = {
		ip: '198.51.100.7',
		userAgent: FIREFOX,
		occurredAt: '2026-11-22T18:05:00.000Z',
	};

	test('are none without consent', () => {
		expect(visitorHashes(visitor, 'denied', testHash)).toEqual({
			ipHash: null,
			userAgentHash: null,
			visitorHash: null,
			addressHash: null,
		});
	});

	test('find no burst behind a proxy whose address everybody has', () => {
		const behindProxy = { ...visitor, ip: '172.18.0.2' };
		expect(visitorHashes(behindProxy, 'granted', testHash).addressHash).toBeNull();
	});

	test('tell two user agents behind one address apart', () => {
		const other = { ...visitor, userAgent: 'Another' };
		const first = visitorHashes(visitor, 'granted', testHash);
		const second = visitorHashes(other, 'granted', testHash);
		expect(first.ipHash).toBe(second.ipHash);
		expect(first.visitorHash).not.toBe(second.visitorHash);
	});

	test('of the visitor change with the day, so that nobody is followed', () => {
		const tomorrow = { ...visitor, occurredAt: '2026-11-23T18:05:00.000Z' };
		const first = visitorHashes(visitor, 'not_asked', testHash).visitorHash;
		expect(visitorHashes(tomorrow, 'not_asked', testHash).visitorHash).not.toBe(first);
	});

	test('of the address are of its network, which an order can be compared with', () => {
		const neighbour = { ...visitor, ip: '198.51.100.200' };
		expect(visitorHashes(neighbour, 'granted', testHash).ipHash).toBe(
			testHash('click.network', '198.51.100.0'),
		);
	});

	test('make no visitor without an address', () => {
		expect(visitorHashes({ ...visitor, ip: null }, 'granted', testHash).visitorHash).toBeNull();
	});
});

describe('coarse facts', () => {
	test.each([
		['desktop', 'Linux', 'Firefox 144', FIREFOX],
		[
			'mobile',
			'iOS 18',
			'Safari 18',
			'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
		],
		[
			'tablet',
			'Android 14',
			'Chrome 131',
			'Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
		],
		[
			'tv',
			'Tizen 6',
			'Samsung Internet for Android 2',
			'Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/2.2 Chrome/63.0.3239.84 TV Safari/537.36',
		],
		[
			'desktop',
			'Windows 10',
			'Microsoft Edge 131',
			'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
		],
	])('a %s with %s and %s', (device, os, browser, userAgent) => {
		expect(readDevice(userAgent)).toEqual({ device, os, browser });
	});

	test('are unknown for text that is no user agent', () => {
		expect(readDevice('???')).toEqual({ device: null, os: null, browser: null });
		expect(readDevice(null)).toEqual({ device: null, os: null, browser: null });
	});

	test.each([
		['en-GB,en;q=0.9', 'en-GB'],
		['de', 'de'],
		['zh-Hant-TW;q=0.8', 'zh-Hant-TW'],
		['*', null],
		['<script>', null],
		[undefined, null],
	])('Accept-Language %p is the language %p', (header, language) => {
		expect(readLanguage({ 'accept-language': header })).toBe(language);
	});

	test.each([
		['de', 'CF-IPCountry', 'DE'],
		['XX', 'CF-IPCountry', null],
		['T1', 'CF-IPCountry', null],
		['Germany', 'CF-IPCountry', null],
		['DE', null, null],
	])('the country header %p, read from %p, is %p', (value, header, country) => {
		expect(readCountry({ 'cf-ipcountry': value }, header)).toBe(country);
	});

	test.each([
		['https://blog.example/review?token=secret#top', { host: 'blog.example', path: '/review' }],
		['https://user:pass@blog.example/', { host: 'blog.example', path: '/' }],
		['android-app://com.example', null],
		['javascript:alert(1)', null],
		['not a url', null],
	])('the referrer %s is %p', (referer, expected) => {
		expect(readReferrer({ referer })).toEqual(expected);
	});
});
