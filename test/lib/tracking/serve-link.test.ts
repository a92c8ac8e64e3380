import fc from 'fast-check';
import { isClickId } from '../../../lib/kernel';
import { clickSchema, type Click, type NetworkKind } from '../../../lib/model/click';
import {
	serveLink,
	type LinkDirectory,
	type RequestFacts,
	type ServedLink,
	type TrackingSettings,
} from '../../../lib/tracking';
import { anAffiliate, aLink, aProgramme } from '../../support/builders/registry';
import {
	aDirectory,
	aRequest,
	aRequestWith,
	FIREFOX,
	someSettings,
	testHash,
} from '../../support/tracking';

const NOW = Date.UTC(2026, 10, 22, 18, 5);

async function serve(
	request: RequestFacts = aRequest(),
	settings: TrackingSettings = someSettings(),
	directory: LinkDirectory = aDirectory(),
	kindsByAddress: Readonly<Record<string, NetworkKind[]>> = {},
): Promise<ServedLink> {
	return await serveLink(request, settings, {
		directory,
		keyedHash: testHash,
		networkKinds: (address) => kindsByAddress[address] ?? [],
		nowMilliseconds: () => NOW,
		randomBytes: () => new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
	});
}

function clickOf({ click }: ServedLink): Click {
	if (click === null) throw new Error('there is no click');
	return click;
}

describe('a tracked link', () => {
	test('leads to its destination with the click id, UTM and a cookie', async () => {
		const served = await serve();
		const { clickId } = clickOf(served);
		expect(isClickId(clickId)).toBe(true);
		expect(served.location).toBe(
			`https://shop.example.com/grinder?aff_click=${clickId}&utm_source=anna&utm_medium=affiliate&utm_campaign=anna-grinder`,
		);
		expect(served.cookies[0]).toBe(
			`aff_click=${clickId}; Max-Age=2592000; Path=/; SameSite=Lax; Secure`,
		);
	});

	test('makes a click with every fact of the request, bounded and without personal data', async () => {
		const served = await serve(
			aRequestWith(
				{
					referer: 'https://blog.example/review?mail=joe@example.com',
					'accept-language': 'en-GB,en;q=0.9',
					'cf-ipcountry': 'gb',
				},
				`l=ANNA-GRINDER&sub1=banner&sub5=${'x'.repeat(500)}&sub6=no&utm_content=top%00&utm_source=mail`,
			),
			someSettings({ countryHeader: 'CF-IPCountry' }),
		);
		expect(clickOf(served)).toEqual({
			clickId: clickOf(served).clickId,
			programmeId: aProgramme().programmeId,
			affiliateId: anAffiliate().affiliateId,
			linkId: 'lnk_anna_grinder',
			occurredAt: '2026-11-22T18:05:00.000Z',
			destination: 'https://shop.example.com/grinder',
			category: 'human',
			isCounted: true,
			countReason: 'counted',
			consent: 'not_asked',
			source: 'anna',
			referrer: 'blog.example/review',
			utm: { source: 'anna', content: 'top' },
			subIds: { sub1: 'banner', sub5: 'x'.repeat(200) },
			language: 'en-GB',
			country: 'GB',
			device: 'desktop',
			os: 'Linux',
			browser: 'Firefox 144',
			ipHash: testHash('click.network', '198.51.100.0'),
			userAgentHash: testHash('click.user_agent', FIREFOX),
			visitorHash: testHash('click.visitor', `2026-11-22\n198.51.100.7\n${FIREFOX}`),
			addressHash: expect.stringMatching(/^[0-9a-f]{64}$/),
			journeyId: 'jny_6b032ecc0102030405060708090a',
			medium: 'web',
			opening: 'unknown',
			networkKinds: [],
		});
		expect(JSON.stringify(served.click)).not.toMatch(/198\.51\.100|Mozilla|joe@/);
	});

	test('names its source by the referring host when no UTM says more', async () => {
		const links = [aLink({ utm: {} })];
		const request = aRequestWith({ referer: 'https://blog.example/a' });
		const click = clickOf(await serve(request, someSettings(), aDirectory({ links })));
		expect(click.source).toBe('blog.example');
	});

	test('can be named at the end of the path', async () => {
		const served = await serve(aRequest({ pathCode: 'anna-grinder', query: '' }));
		expect(served.location).toMatch(/^https:\/\/shop\.example\.com\/grinder\?/);
	});

	test('adds no UTM when that is switched off', async () => {
		const served = await serve(aRequest(), someSettings({ addsUtm: false }));
		expect(served.location).toBe(
			`https://shop.example.com/grinder?aff_click=${clickOf(served).clickId}`,
		);
	});

	test('leads to the same place for HEAD, and the click does not count', async () => {
		const [get, head] = [await serve(), await serve(aRequest({ method: 'HEAD' }))];
		expect(head.location).toBe(get.location);
		expect(head.click).toMatchObject({ category: 'head', isCounted: false, countReason: 'head' });
		expect(head.cookies).toEqual([]);
	});

	test.each([
		['a prefetch', { 'sec-purpose': 'prefetch' }],
		['a bot', { 'user-agent': 'Googlebot/2.1' }],
		['an embedded image', { 'sec-fetch-dest': 'image' }],
		['a frame', { 'sec-fetch-dest': 'iframe' }],
	])(
		'leaves no cookie with %s, so that it cannot overwrite a real click',
		async (_who, headers) => {
			const served = await serve(aRequestWith(headers));
			expect(served.cookies).toEqual([]);
			expect(served.click).not.toBeNull();
		},
	);

	test('leaves a cookie when a page is opened', async () => {
		expect((await serve(aRequestWith({ 'sec-fetch-dest': 'document' }))).cookies).not.toEqual([]);
	});
});

describe('a visitor without consent', () => {
	const request = aRequestWith(
		{ 'sec-gpc': '1', referer: 'https://blog.example/member/joe' },
		'l=anna-grinder&sub1=visitor-77',
	);

	test('is counted and gets neither a cookie nor a click id', async () => {
		const served = await serve(request);
		expect(served.cookies).toEqual([]);
		expect(served.location).toBe(
			'https://shop.example.com/grinder?utm_source=anna&utm_medium=affiliate&utm_campaign=anna-grinder',
		);
		expect(served.click).toMatchObject({ consent: 'denied', isCounted: true });
	});

	test('leaves nothing in the record of the query that a deep link adds to a page', async () => {
		const page = encodeURIComponent('https://shop.example.com/a?email=joe@mail.example#joe');
		const served = await serve(aRequestWith({ 'sec-gpc': '1' }, `aff=anna&url=${page}`));
		expect(served.location).toContain('/a?email=joe@mail.example');
		expect(served.click).toMatchObject({ destination: 'https://shop.example.com/a' });
	});

	test('leaves no identifier in the record', async () => {
		expect(await serve(request)).toMatchObject({
			click: {
				ipHash: null,
				userAgentHash: null,
				visitorHash: null,
				subIds: {},
				referrer: 'blog.example',
			},
		});
	});
});

describe('a deep link', () => {
	const query = (url: string): string => `aff=anna&url=${encodeURIComponent(url)}`;

	test('leads to any page of the allowed hosts', async () => {
		const served = await serve(aRequest({ query: query('https://shop.example.com/a?b=1#c') }));
		const { clickId, linkId, destination } = clickOf(served);
		expect(linkId).toBeNull();
		expect(destination).toBe('https://shop.example.com/a?b=1#c');
		expect(served.location).toBe(
			`https://shop.example.com/a?b=1&aff_click=${clickId}&utm_source=affiliate&utm_medium=affiliate&utm_campaign=anna#c`,
		);
	});

	test('to a foreign host leads to the programme\u2019s fallback and still counts for the affiliate', async () => {
		const served = await serve(aRequest({ query: query('https://evil.com/') }));
		expect(new URL(served.location).origin).toBe('https://shop.example.com');
		expect(served.click).toMatchObject({ destination: 'https://shop.example.com/' });
	});

	test('without a page leads to the programme\u2019s fallback', async () => {
		const served = await serve(aRequest({ query: 'aff=anna' }));
		expect(served.location).toMatch(/^https:\/\/shop\.example\.com\/\?aff_click=clk_/);
	});

	const other = aProgramme({
		programmeId: 'prg_other',
		code: 'other',
		allowedHosts: ['other.example'],
		fallbackUrl: 'https://other.example/',
	});

	test('counts for the only programme that allows the page', async () => {
		const directory = aDirectory({ programmes: [aProgramme(), other] });
		const request = aRequest({ query: query('https://other.example/x') });
		expect(clickOf(await serve(request, someSettings(), directory)).programmeId).toBe('prg_other');
	});

	test('counts for none when two programmes allow the page', async () => {
		const twin = { ...other, allowedHosts: ['shop.example.com'] };
		const directory = aDirectory({ programmes: [aProgramme(), twin] });
		const request = aRequest({ query: query('https://shop.example.com/x') });
		const served = await serve(request, someSettings(), directory);
		expect(served).toMatchObject({ reason: 'unknown_programme', click: null });
		expect(served.location).toBe('https://www.example.com/welcome');
	});

	test('counts for the programme the trigger names', async () => {
		const twin = { ...other, allowedHosts: ['shop.example.com'] };
		const directory = aDirectory({ programmes: [aProgramme(), twin] });
		const request = aRequest({ query: query('https://shop.example.com/x') });
		const settings = someSettings({ programmeCode: 'OTHER' });
		expect(clickOf(await serve(request, settings, directory)).programmeId).toBe('prg_other');
	});
});

describe('a link that cannot be used', () => {
	const paused = aProgramme({ status: 'paused', fallbackUrl: 'https://shop.example.com/closed' });
	const cases = [
		{ reason: 'no_link_named', query: '', records: {}, to: 'https://www.example.com/welcome' },
		{
			reason: 'no_link_named',
			query: 'l=%00%0d',
			records: {},
			to: 'https://www.example.com/welcome',
		},
		{ reason: 'unknown_link', query: 'l=nope', records: {}, to: 'https://www.example.com/welcome' },
		{
			reason: 'paused_link',
			query: 'l=anna-grinder',
			records: { links: [aLink({ status: 'paused' })] },
			to: 'https://shop.example.com/',
		},
		{
			reason: 'paused_programme',
			query: 'l=anna-grinder',
			records: { programmes: [paused] },
			to: 'https://shop.example.com/closed',
		},
		{
			reason: 'unknown_programme',
			query: 'l=anna-grinder',
			records: { programmes: [] },
			to: 'https://www.example.com/welcome',
		},
		{
			reason: 'unknown_affiliate',
			query: 'aff=bert',
			records: {},
			to: 'https://shop.example.com/',
		},
		{
			reason: 'inactive_affiliate',
			query: 'l=anna-grinder',
			records: { affiliates: [anAffiliate({ status: 'banned' })] },
			to: 'https://shop.example.com/',
		},
	] as const;

	test.each(cases)('($reason) leads to $to, bare', async ({ reason, query, records, to }) => {
		expect(await serve(aRequest({ query }), someSettings(), aDirectory(records))).toEqual({
			location: to,
			cookies: [],
			click: null,
			reason,
		});
	});

	test('whatever is asked for, the host is allowed or a fallback, and the record is valid', async () => {
		const text = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.webUrl(),
			fc.constantFrom('anna', 'anna-grinder', 'https://shop.example.com/a', '1', 'denied'),
		);
		const names = fc.constantFrom('l', 'aff', 'url', 'consent', 'sub1', 'utm_source', 'utm_term');
		const headers = fc.record(
			{
				'user-agent': fc.string({ unit: 'binary' }),
				referer: fc.oneof(fc.webUrl(), fc.string({ unit: 'binary' })),
				'accept-language': fc.string(),
				'x-forwarded-for': fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()),
				'sec-gpc': fc.constantFrom('1', '0', ''),
			},
			{ requiredKeys: [] },
		);
		await fc.assert(
			fc.asyncProperty(fc.array(fc.tuple(names, text)), headers, async (pairs, sent) => {
				const query = new URLSearchParams(pairs).toString();
				const served = await serve(
					aRequest({ query, headers: sent as RequestFacts['headers'] }),
					someSettings({ trustedProxies: 1 }),
				);
				expect(['shop.example.com', 'www.example.com']).toContain(
					new URL(served.location).hostname,
				);
				expect(served.location).toMatch(/^[\x21-\x7e]+$/);
				expect(served.cookies.join('')).toMatch(/^[\x20-\x7e]*$/);
				if (served.click !== null) expect(clickSchema.parse(served.click)).toEqual(served.click);
			}),
			{ numRuns: 500 },
		);
	});
});
