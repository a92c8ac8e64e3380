import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestEdge, type TestEdge } from '../../support/edge';
import { expectHarmless, rawRequests, sendRaw } from '../../support/raw-requests';
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

describe('any bytes at the port of links', () => {
	it('are a redirect to an allowed host or are refused, and the port goes on', async () => {
		edge.server.addSite(edge.site({ options: { trustedProxies: 1 } }));
		let redirects = 0;
		await fc.assert(
			fc.asyncProperty(rawRequests('/'), async (request) => {
				const answer = await sendRaw(edge.port, request);
				expectHarmless(answer);
				if (answer?.status === 302) redirects += 1;
			}),
			{ numRuns: 1_500 },
		);
		expect(redirects).toBeGreaterThan(100);
		expect(edge.log.filter((line) => line.includes('could not'))).toEqual([]);
		const answer = await edge.ask('/anna-grinder');
		expect(answer.headers.location).toMatch(/^https:\/\/shop\.example\.com\/grinder\?aff_click=/);
	}, 120_000);

	it('change no other object', () => {
		expect(Object.keys(Object.prototype)).toEqual([]);
	});

	it('that are too long a header are refused, and the port goes on', async () => {
		edge.server.addSite(edge.site());
		const long = `GET /anna-grinder HTTP/1.1\r\nHost: go.example.com\r\nCookie: ${'a=b; '.repeat(20_000)}\r\n\r\n`;
		const answer = await sendRaw(edge.port, Buffer.from(long));
		expect(answer === null || answer.status === 431).toBe(true);
		expect((await edge.ask('/anna-grinder')).status).toBe(302);
	});
});
