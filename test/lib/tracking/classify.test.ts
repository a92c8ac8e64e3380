import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classifyRequest } from '../../../lib/tracking';
import { aRequest, aRequestWith, FIREFOX } from '../../support/tracking';
import { publishedData } from '../../support/published-data';

const IPHONE =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const GOOGLEBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

describe('the category of a request', () => {
	const cases = [
		{ because: 'Firefox is a person', headers: {}, category: 'human' },
		{ because: 'an iPhone is a person', headers: { 'user-agent': IPHONE }, category: 'human' },
		{ because: 'a crawler names itself', headers: { 'user-agent': GOOGLEBOT }, category: 'bot' },
		{
			because: 'a link preview is fetched by a program',
			headers: { 'user-agent': 'WhatsApp/2.24.6.77 A' },
			category: 'bot',
		},
		{
			because: 'a command-line client is a program',
			headers: { 'user-agent': 'curl/8.5.0' },
			category: 'bot',
		},
		{
			because: 'no browser leaves the user agent out',
			headers: { 'user-agent': undefined },
			category: 'no_user_agent',
		},
		{
			because: 'an empty user agent is a missing one',
			headers: { 'user-agent': '  ' },
			category: 'no_user_agent',
		},
		{
			because: 'the standard prefetch header',
			headers: { 'sec-purpose': 'prefetch' },
			category: 'prefetch',
		},
		{
			because: 'a prerender is a prefetch as well',
			headers: { 'sec-purpose': 'prefetch;prerender' },
			category: 'prefetch',
		},
		{
			because: 'the older header of Chrome',
			headers: { purpose: 'prefetch' },
			category: 'prefetch',
		},
		{
			because: 'the older header of Safari',
			headers: { 'x-purpose': 'preview' },
			category: 'prefetch',
		},
		{ because: 'the header of Mozilla', headers: { 'x-moz': 'prefetch' }, category: 'prefetch' },
		{
			because: 'another purpose is no prefetch',
			headers: { 'sec-purpose': 'navigation' },
			category: 'human',
		},
	];

	test.each(cases)('is $category: $because', ({ headers, category }) => {
		expect(classifyRequest(aRequestWith(headers))).toBe(category);
	});

	test('is head for a HEAD request, whoever sends it', () => {
		const headers = { 'user-agent': GOOGLEBOT, 'sec-purpose': 'prefetch' };
		expect(classifyRequest(aRequest({ method: 'HEAD', headers }))).toBe('head');
	});

	test('is decided for a very long user agent by its beginning', () => {
		const headers = { 'user-agent': FIREFOX + ' x'.repeat(100_000) };
		expect(classifyRequest(aRequest({ headers }))).toBe('human');
	});
});

describe('published user-agent lists', () => {
	const folder = publishedData('bots') ?? '';
	const crawlers = join(folder, 'cua/crawler-user-agents.json');
	const when = folder === '' ? test.skip : test;

	when('more than 99 of 100 declared crawlers are recognised', () => {
		const list = JSON.parse(readFileSync(crawlers, 'utf8')) as Array<{ instances: string[] }>;
		const agents = list.flatMap(({ instances }) => instances);
		const bots = agents.filter(
			(agent) => classifyRequest(aRequestWith({ 'user-agent': agent })) === 'bot',
		);
		expect(agents.length).toBeGreaterThan(1_000);
		expect(bots.length / agents.length).toBeGreaterThan(0.99);
	});

	when('more than 96 of 100 browsers count as people', () => {
		const text = readFileSync(join(folder, 'bowser/useragentstrings.yml'), 'utf8');
		const agents = [...text.matchAll(/^\s+ua: "(.+)"$/gm)].map(([, agent]) => agent ?? '');
		const browsers = agents.filter(
			(agent) =>
				/^(Mozilla|Opera)\//.test(agent) &&
				!/bot|crawl|spider|preview|external|phantom|perplexity|slurp/i.test(agent),
		);
		const people = browsers.filter(
			(agent) => classifyRequest(aRequestWith({ 'user-agent': agent })) === 'human',
		);
		expect(browsers.length).toBeGreaterThan(100);
		expect(people.length / browsers.length).toBeGreaterThan(0.96);
	});
});
