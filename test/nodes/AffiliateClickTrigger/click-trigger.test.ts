import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Click } from '../../../lib/model/click';
import { anAffiliate, aLink, aProgramme } from '../../support/builders/registry';
import { startTrigger, type RunningTrigger } from '../../support/click-trigger';
import { FIREFOX } from '../../support/tracking';

const PERSON = { 'user-agent': FIREFOX };
const PARAMETERS = { path: 'go', fallbackUrl: 'https://www.example.com/welcome', options: {} };

let trigger: RunningTrigger;

beforeEach(async () => {
	trigger = await startTrigger(PARAMETERS);
	const { registry } = trigger.store;
	await registry.saveProgramme(aProgramme());
	await registry.saveAffiliate(anAffiliate());
	await registry.saveLink(aLink());
});

afterEach(async () => {
	await trigger.stop();
});

async function stored(): Promise<Click[]> {
	return await trigger.store.clicks.list({ limit: 100 });
}

describe('a visitor of a tracked link', () => {
	test('is sent on, and the click is stored before the answer', async () => {
		const answer = await trigger.ask('/webhook/go?l=anna-grinder', PERSON);
		const [click] = await stored();
		expect(answer).toMatchObject({ status: 302, body: '' });
		expect(answer.headers.location).toBe(
			`https://shop.example.com/grinder?aff_click=${click?.clickId}&utm_source=anna&utm_medium=affiliate&utm_campaign=anna-grinder`,
		);
		expect(answer.headers['set-cookie']).toEqual([
			`aff_click=${click?.clickId}; Max-Age=2592000; Path=/; SameSite=Lax`,
			`aff_click_journey=${click?.journeyId}; Max-Age=2592000; Path=/; SameSite=Lax; HttpOnly`,
		]);
		expect(click).toMatchObject({ category: 'human', isCounted: true, browser: 'Firefox 144' });
	});

	test('gets an answer that no cache keeps', async () => {
		const { headers } = await trigger.ask('/webhook/go?l=anna-grinder', PERSON);
		expect(headers['cache-control']).toBe('no-store, private');
		expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
	});

	test('starts no execution', async () => {
		await trigger.ask('/webhook/go?l=anna-grinder', PERSON);
		expect(trigger.results).toEqual([{ noWebhookResponse: true }]);
	});

	test('can come by the longer address', async () => {
		await trigger.ask('/webhook/go/anna-grinder?sub1=mail', PERSON);
		expect(await stored()).toMatchObject([
			{ linkId: 'lnk_anna_grinder', subIds: { sub1: 'mail' } },
		]);
	});

	test('is counted once within the repeat window', async () => {
		await trigger.ask('/webhook/go?l=anna-grinder', PERSON);
		await trigger.ask('/webhook/go?l=anna-grinder', PERSON);
		expect((await stored()).map(({ countReason }) => countReason).sort()).toEqual([
			'counted',
			'repeat',
		]);
	});

	test('is counted each time when the repeat window is zero', async () => {
		trigger.parameters = { ...PARAMETERS, options: { repeatWindowSeconds: 0 } };
		await trigger.ask('/webhook/go?l=anna-grinder', PERSON);
		await trigger.ask('/webhook/go?l=anna-grinder', PERSON);
		expect((await stored()).map(({ countReason }) => countReason)).toEqual(['counted', 'counted']);
	});

	test('who sends several privacy signals stays anonymous', async () => {
		const headers = { ...PERSON, 'sec-gpc': ['0', '1'] };
		const answer = await trigger.ask('/webhook/go?l=anna-grinder', headers);
		expect(answer.headers['set-cookie']).toBeUndefined();
		expect(answer.headers.location).not.toContain('clk_');
		expect(await stored()).toMatchObject([{ consent: 'denied', visitorHash: null }]);
	});

	test('behind a trusted proxy is the one the proxy names', async () => {
		trigger.parameters = { ...PARAMETERS, options: { trustedProxies: 1 } };
		for (const ip of ['203.0.113.1', '203.0.113.2']) {
			await trigger.ask('/webhook/go?l=anna-grinder', {
				...PERSON,
				'x-forwarded-for': ip,
				'x-forwarded-proto': 'https',
			});
		}
		const clicks = await stored();
		expect(new Set(clicks.map(({ visitorHash }) => visitorHash)).size).toBe(2);
		expect(clicks.every(({ isCounted }) => isCounted)).toBe(true);
	});
});

test('HEAD gets the same address, and the click does not count', async () => {
	const answer = await trigger.ask('/webhook/go?l=anna-grinder', PERSON, 'HEAD');
	expect(answer.status).toBe(302);
	expect(answer.headers.location).toMatch(/^https:\/\/shop\.example\.com\/grinder\?aff_click=clk_/);
	expect(await stored()).toMatchObject([{ category: 'head', isCounted: false }]);
});

test('many visitors at once are all stored', async () => {
	const answers = await Promise.all(
		Array.from({ length: 100 }, async (_, index) =>
			trigger.ask('/webhook/go?l=anna-grinder', { 'user-agent': `${FIREFOX} v${index}` }),
		),
	);
	const ids = answers.map(({ headers }) => /clk_\w+/.exec(headers.location ?? '')?.[0]);
	expect((await stored()).map(({ clickId }) => clickId).sort()).toEqual(ids.sort());
});

describe('what cannot be served', () => {
	test.each([
		['/webhook/go', 'nothing named'],
		['/webhook/go?l=unknown', 'an unknown link'],
		['/webhook/go?l=%0d%0aSet-Cookie:%20a=b', 'an injection'],
		['/webhook/go?aff=nobody&url=https://shop.example.com/', 'an unknown affiliate'],
		['/webhook/go/%E0%A4%A', 'a broken encoding'],
	])('%s leads to a fallback without a click: %s', async (path) => {
		const answer = await trigger.ask(path, PERSON);
		expect(answer.status).toBe(302);
		expect(answer.headers.location).toMatch(/^https:\/\/(www|shop)\.example\.com\/(welcome)?$/);
		expect(answer.headers['set-cookie']).toBeUndefined();
		expect(await stored()).toEqual([]);
	});

	test('a deep link to a foreign host stays on the shop', async () => {
		const path = `/webhook/go?aff=anna&url=${encodeURIComponent('https://shop.example.com@evil.com/')}`;
		const answer = await trigger.ask(path, PERSON);
		expect(new URL(answer.headers.location ?? '').host).toBe('shop.example.com');
	});

	test('an unexpected failure sends the visitor to the fallback and logs no personal data', async () => {
		trigger.store.registry.linkByCode = async () =>
			await Promise.reject(new Error('secret joe@example.com'));
		const answer = await trigger.ask('/webhook/go?l=anna-grinder', PERSON);
		expect(answer).toMatchObject({
			status: 302,
			body: '',
			headers: { location: 'https://www.example.com/welcome' },
		});
		expect(trigger.log).toMatchObject([{ level: 'error', data: { reason: 'Error' } }]);
		expect(JSON.stringify(trigger.log)).not.toContain('secret');
	});

	test('a trigger without a fallback address answers with an empty 404', async () => {
		trigger.parameters = { ...PARAMETERS, fallbackUrl: '' };
		expect(await trigger.ask('/webhook/go?l=anna-grinder', PERSON)).toMatchObject({
			status: 404,
			body: '',
		});
	});
});

describe('a store that does not take clicks', () => {
	test('costs neither visitor nor click', async () => {
		const { append } = trigger.store.clicks;
		trigger.store.clicks.append = async () => await Promise.reject(new Error('busy'));
		const answer = await trigger.ask('/webhook/go?l=anna-grinder', PERSON);
		const [clickId] = /clk_\w+/.exec(answer.headers.location ?? '') ?? [];
		expect(answer.status).toBe(302);
		expect(spooled(trigger.folder)).toContain(clickId);
		expect(spooled(trigger.folder)).not.toContain('127.0.0.1');
		trigger.store.clicks.append = append;
		await until(async () => (await stored()).length === 1);
		expect(await stored()).toMatchObject([{ clickId }]);
	});
});

function spooled(folder: string): string {
	const root = join(folder, '.n8n', 'affiliate-loop', 'spool');
	return readdirSync(root, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
		.join('');
}

async function until(condition: () => Promise<boolean>): Promise<void> {
	while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}

test('testing in the editor shows the click as an item and stores nothing', async () => {
	trigger.mode = 'manual';
	const answer = await trigger.ask('/webhook/go?l=anna-grinder', PERSON);
	expect(trigger.results).toMatchObject([
		{
			noWebhookResponse: true,
			workflowData: [
				[
					{
						json: {
							click: { category: 'human', linkId: 'lnk_anna_grinder' },
							redirect: { url: answer.headers.location, setsCookie: true, fallbackReason: null },
							isTest: true,
						},
					},
				],
			],
		},
	]);
	expect(await stored()).toEqual([]);
});
