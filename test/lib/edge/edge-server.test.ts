import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EdgeServer } from '../../../lib/edge';
import { aLink } from '../../support/builders/registry';
import { startTestEdge, type TestEdge } from '../../support/edge';
import { sqliteEngine } from '../../support/stores';

const engine = sqliteEngine();

let folder: string;
let edge: TestEdge;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'affiliate-edge-'));
	edge = await startTestEdge(await engine.workspace(), folder);
});

afterEach(async () => {
	await edge.stop();
	await rm(folder, { recursive: true, force: true });
});

async function storedClicks(count: number) {
	const until = Date.now() + 10_000;
	for (;;) {
		const clicks = await edge.store.clicks.list({ limit: 1_000 });
		if (clicks.length >= count || Date.now() > until) return clicks;
		await delay(20);
	}
}

async function journalText(): Promise<string> {
	const names = await readdir(edge.journal, { recursive: true }).catch(() => []);
	const texts = names
		.filter((name) => /\.(ndjson|draining)$/.test(name))
		.map(async (name) => await readFile(join(edge.journal, name), 'utf8').catch(() => ''));
	return (await Promise.all(texts)).join('');
}

describe('a link on a port of its own', () => {
	it('sends the visitor on and gets into the store', async () => {
		edge.server.addSite(edge.site());
		const answer = await edge.ask('/anna-grinder?sub1=mail');
		expect(answer).toMatchObject({ status: 302, body: '' });
		expect(answer.headers.location).toMatch(/^https:\/\/shop\.example\.com\/grinder\?aff_click=/);
		expect(answer.headers['set-cookie']).toHaveLength(2);
		expect(await storedClicks(1)).toMatchObject([
			{ category: 'human', isCounted: true, subIds: { sub1: 'mail' } },
		]);
	});

	it('has its click on the disk when the answer comes, also while the store takes nothing', async () => {
		edge.store.clicks.append = async () => await Promise.reject(new Error('down'));
		edge.server.addSite(edge.site());
		const { headers } = await edge.ask('/anna-grinder');
		const id = /clk_\w+/.exec(headers.location ?? '')?.[0] ?? 'none';
		expect(await journalText()).toContain(id);
	});

	it('can be named in the query, behind a path of the site', async () => {
		edge.server.addSite(edge.site({ path: 'go' }));
		for (const path of ['/go?l=anna-grinder', '/go/anna-grinder', '/go/?l=anna-grinder']) {
			expect((await edge.ask(path)).headers.location).toContain('clk_');
		}
		expect((await edge.ask('/anna-grinder')).status).toBe(404);
		expect((await edge.ask('/go/anna-grinder/more')).status).toBe(404);
	});

	it('answers HEAD alike and does not count it', async () => {
		edge.server.addSite(edge.site());
		expect((await edge.ask('/anna-grinder', { method: 'HEAD' })).status).toBe(302);
		expect(await storedClicks(1)).toMatchObject([{ category: 'head', isCounted: false }]);
	});

	it('leads to the fallback when nobody knows it', async () => {
		edge.server.addSite(edge.site());
		for (const path of ['/', '/unknown', '/%E0%A4%A', '/?l=%00', '/..%2f..%2fetc']) {
			expect(await edge.ask(path)).toMatchObject({
				status: 302,
				headers: { location: 'https://www.example.com/welcome' },
			});
		}
	});

	it('is counted by the rules of its site', async () => {
		edge.server.addSite(edge.site({ path: 'a', options: { repeatWindowSeconds: 0 } }));
		edge.server.addSite(edge.site({ path: 'b' }));
		await edge.ask('/a/anna-grinder');
		await edge.ask('/a/anna-grinder');
		await storedClicks(2);
		await edge.ask('/b/anna-grinder');
		const reasons = (await storedClicks(3)).map(({ countReason }) => countReason);
		expect(reasons.sort()).toEqual(['counted', 'counted', 'repeat']);
	});

	it('is not served any more soon after somebody paused it', async () => {
		edge.server.addSite(edge.site());
		expect((await edge.ask('/anna-grinder')).headers.location).toContain('clk_');
		await delay(50);
		await edge.store.registry.saveLink(aLink({ status: 'paused' }));
		const until = Date.now() + 5_000;
		let location = '';
		while (!/welcome|shop\.example\.com\/$/.test(location) && Date.now() < until) {
			await delay(100);
			location = (await edge.ask('/anna-grinder')).headers.location ?? '';
		}
		expect(location).not.toContain('clk_');
	});
});

describe('several sites on a port', () => {
	it('are told apart by host, whatever its case and port, and then by path', async () => {
		const { server, site } = edge;
		server.addSite(site({ name: 'open', path: 'go' }));
		server.addSite(site({ name: 'anna', hosts: ['go.anna.example'] }));
		expect((await edge.ask('/anna-grinder', { host: 'GO.anna.example:8090' })).status).toBe(302);
		expect((await edge.ask('/anna-grinder', { host: 'other.example' })).status).toBe(404);
		expect((await edge.ask('/go/anna-grinder', { host: 'other.example' })).status).toBe(302);
	});

	it('may not share host and path', () => {
		const { server, site } = edge;
		server.addSite(site({ name: 'first', hosts: ['a.example', 'b.example'] }));
		expect(() => server.addSite(site({ hosts: ['b.example'] }))).toThrow("'first' serves this");
		server.addSite(site({ hosts: ['b.example'], path: 'go' }));
		server.addSite(site({ hosts: [] }));
		expect(() => server.addSite(site({ hosts: [] }))).toThrow("'main' serves this");
	});

	it('go one by one', async () => {
		const first = edge.site({ hosts: ['a.example'] });
		edge.server.addSite(first);
		edge.server.addSite(edge.site({ hosts: ['b.example'] }));
		edge.server.removeSite(first);
		expect((await edge.ask('/anna-grinder', { host: 'a.example' })).status).toBe(404);
		expect((await edge.ask('/anna-grinder', { host: 'b.example' })).status).toBe(302);
	});
});

describe('what is no link', () => {
	beforeEach(() => edge.server.addSite(edge.site()));

	it('is refused by its method', async () => {
		const { status, headers } = await edge.ask('/anna-grinder', { method: 'POST' });
		expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
	});

	it('is refused by its length', async () => {
		expect((await edge.ask(`/?l=${'x'.repeat(9_000)}`)).status).toBe(414);
		expect((await edge.ask('/', { headers: { 'x-long': 'x'.repeat(20_000) } })).status).toBe(431);
	});

	it('is refused when it is not HTTP', async () => {
		const answer = await new Promise<string>((resolve) => {
			const socket = connect(edge.port, '127.0.0.1', () =>
				socket.write('\x16\x03\x01 hello\r\n\r\n'),
			);
			let text = '';
			socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
			socket.on('close', () => resolve(text));
		});
		expect(answer).toMatch(/^HTTP\/1\.1 400 /);
		expect((await edge.ask('/anna-grinder')).status).toBe(302);
	});

	it('tells search engines to stay away', async () => {
		expect((await edge.ask('/robots.txt')).body).toBe('User-agent: *\nDisallow: /\n');
		expect((await edge.ask('/favicon.ico')).status).toBe(404);
	});
});

describe('health and metrics', () => {
	beforeEach(() => edge.server.addSite(edge.site()));

	it('say that it is alive and ready', async () => {
		expect(await edge.ask('/-/health')).toMatchObject({ status: 200, body: '{"status":"ok"}' });
		expect(await edge.ask('/-/ready')).toMatchObject({ status: 200, body: '{"status":"ready"}' });
		expect((await edge.ask('/-/other')).status).toBe(404);
	});

	it('count requests and clicks for Prometheus', async () => {
		await edge.ask('/anna-grinder');
		await edge.ask('/unknown');
		await storedClicks(1);
		const until = Date.now() + 3_000;
		let text = '';
		while (!text.includes('carried_total 1') && Date.now() < until) {
			text = (await edge.ask('/-/metrics')).body;
		}
		expect(text).toContain('affiliate_edge_requests_total{site="main",outcome="click"} 1');
		expect(text).toContain('affiliate_edge_requests_total{site="main",outcome="fallback"} 1');
		expect(text).toContain('affiliate_edge_clicks_kept_total{place="journal"} 1');
		expect(text).toContain('affiliate_edge_clicks_carried_total 1');
	});

	it('show numbers to nobody whom a proxy brings', async () => {
		const headers = { 'x-forwarded-for': '203.0.113.9' };
		expect((await edge.ask('/-/metrics', { headers })).status).toBe(404);
	});
});

describe('when something fails', () => {
	it('asks the store itself where the disk takes nothing', async () => {
		await writeFile(edge.journal, 'a file where the folder should be');
		edge.server.addSite(edge.site());
		expect((await edge.ask('/anna-grinder')).headers.location).toContain('clk_');
		expect(await edge.store.clicks.list({ limit: 5 })).toHaveLength(1);
		expect(edge.log).toContain('The disk takes no clicks, the store is asked');
	});

	it('still sends the visitor on where neither takes the click, and says so', async () => {
		await writeFile(edge.journal, 'a file where the folder should be');
		edge.store.clicks.append = async () => await Promise.reject(new Error('down'));
		edge.server.addSite(edge.site());
		expect((await edge.ask('/anna-grinder')).headers.location).toContain('clk_');
		expect(edge.log).toContain('main: a click could not be kept');
	});

	it('sends the visitor to the fallback where the registry does not answer', async () => {
		edge.store.registry.linkByCode = async () => await Promise.reject(new Error('down'));
		edge.server.addSite(edge.site());
		expect((await edge.ask('/anna-grinder')).headers.location).toBe(
			'https://www.example.com/welcome',
		);
		expect(edge.log).toContain('main: a link could not be served');
	});

	it('names a port that is taken', async () => {
		const other = new EdgeServer({ info: () => {}, warn: () => {}, error: () => {} });
		await expect(other.listen(edge.port, '127.0.0.1')).rejects.toMatchObject({
			code: 'port_not_free',
			message: expect.stringContaining(String(edge.port)) as string,
		});
	});
});

it('answers what has come when it is stopped, and takes no more', async () => {
	edge.server.addSite(edge.site());
	const answers = Array.from({ length: 50 }, async () => await edge.ask('/anna-grinder'));
	await Promise.race(answers);
	const stopping = edge.server.stop(5_000);
	const statuses = (await Promise.allSettled(answers)).map((answer) =>
		answer.status === 'fulfilled' ? answer.value.status : 'refused',
	);
	await stopping;
	const answered = statuses.filter((status) => status === 302).length;
	expect(new Set(statuses).size).toBeLessThanOrEqual(2);
	await expect(edge.ask('/anna-grinder')).rejects.toThrow('ECONNREFUSED');
	expect((await storedClicks(answered)).length).toBeGreaterThanOrEqual(answered);
});
