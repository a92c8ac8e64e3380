import { readFileSync } from 'node:fs';
import path from 'node:path';
import { classifyRequest } from '../../lib/tracking';
import { publishedData } from '../support/published-data';
import { aRequestWith } from '../support/tracking';

/*
 * Recall on strings that machines send of themselves, and how many browsers are taken for machines.
 * isbot's own tests assert on the first two lists, so these numbers are in-sample: they say that the
 * list is wired up, not how many machines there are that nobody has listed yet.
 */

const folder = publishedData('bots') ?? '';
const when = folder === '' ? test.skip : test;

interface Crawler {
	readonly instances: readonly string[];
	readonly addition_date?: string;
}

function crawlers(): Crawler[] {
	const file = path.join(folder, 'cua/crawler-user-agents.json');
	return JSON.parse(readFileSync(file, 'utf8')) as Crawler[];
}

/** Every entry of isbot's lists is a line that begins with a dash. */
function isbotList(name: 'crawlers' | 'browsers'): string[] {
	return readFileSync(path.join(folder, `isbot/${name}.yml`), 'utf8')
		.split('\n')
		.flatMap((line) => /^\s*- (['"]?)(.*)\1$/.exec(line)?.[2] ?? []);
}

function bowserBrowsers(): string[] {
	const text = readFileSync(path.join(folder, 'bowser/useragentstrings.yml'), 'utf8');
	const machine = /bot|crawl|spider|preview|external|phantom|perplexity|slurp/i;
	return [...text.matchAll(/^\s+ua: "(.+)"$/gm)]
		.map(([, agent]) => agent ?? '')
		.filter((agent) => /^(Mozilla|Opera)\//.test(agent) && !machine.test(agent));
}

/** Part of distinct strings that are not taken for a person. */
function notCounted(agents: readonly string[]): { readonly share: number; readonly of: number } {
	const distinct = [...new Set(agents)];
	const machines = distinct.filter(
		(agent) => classifyRequest(aRequestWith({ 'user-agent': agent })) !== 'human',
	);
	return { share: machines.length / distinct.length, of: distinct.length };
}

describe('on published lists of user agents', () => {
	when('declared crawlers do not count as clicks', () => {
		const all = notCounted(crawlers().flatMap(({ instances }) => instances));
		expect(all.of).toBe(2_118);
		expect(all.share).toBeGreaterThan(0.995);
		const own = notCounted(isbotList('crawlers'));
		expect(own.of).toBeGreaterThan(600);
		expect(own.share).toBeGreaterThan(0.995);
	});

	when('crawlers that were listed in the last year are missed most', () => {
		const isNew = ({ addition_date: added }: Crawler) => (added ?? '').startsWith('2026');
		const late = notCounted(
			crawlers()
				.filter(isNew)
				.flatMap(({ instances }) => instances),
		);
		const early = notCounted(
			crawlers()
				.filter((crawler) => !isNew(crawler))
				.flatMap(({ instances }) => instances),
		);
		expect(late.share).toBeGreaterThan(0.985);
		expect(early.share).toBe(1);
		expect(late.share).toBeLessThan(early.share);
	});

	when('browsers count, but for a few old ones and one that names a search engine', () => {
		const own = notCounted(isbotList('browsers'));
		expect(own.of).toBeGreaterThan(500);
		expect(own.share).toBe(0);
		const others = notCounted(bowserBrowsers());
		expect(others.of).toBeGreaterThan(200);
		expect(others.share).toBeLessThan(0.04);
	});
});
