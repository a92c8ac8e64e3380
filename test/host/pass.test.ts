import type { AffiliateStore } from '../../lib/ports/store';
import type { DemoWorld } from '../../scripts/demo/demo-world.ts';
import { runPass, type PassReport } from '../../scripts/demo/pass.ts';
import { DEMO } from '../../scripts/demo/demo-settings.ts';
import { openLedger } from './support/open-ledger';
import { newUserFolder, openWorld } from './support/open-world';

const user = newUserFolder();
let world: DemoWorld;
let report: PassReport;
let ledger: AffiliateStore;

beforeAll(async () => {
	world = await openWorld(user.folder);
	report = await runPass(world);
	ledger = await openLedger(user.folder);
}, 900_000);

afterAll(async () => {
	await ledger?.close();
	await world?.close();
	await user.remove();
}, 120_000);

describe('one pass through the real webhooks', () => {
	it.each([
		'GET tracked link',
		'POST orders/paid',
		'Attributed',
		'Checked for fraud',
		'Priced',
		'Recorded in the ledger',
		'HubSpot contact',
		'HubSpot deal',
		'Same delivery again',
		'Same order, other delivery id',
		'Wrong signature',
		'Refund of half the goods',
	])('does its step: %s', (name) => {
		const step = report.steps.find((entry) => entry.step === name);
		expect(step).toEqual({ step: name, result: expect.any(String), isOk: true });
	});

	it('explains the commission in plain words', () => {
		expect(report.trace).toContain(
			'12.5 % of 87.20 EUR (99.90 − 12.70 discount, tax and shipping excluded) = 10.90 EUR, ' +
				'plan ‘Standard’ v1',
		);
	});

	it('leaves a ledger that nets to zero, with one commission and its reversal', async () => {
		expect(
			(await ledger.ledger.netPerCurrency()).every(({ amountMinor }) => amountMinor === 0n),
		).toBe(true);
		const commissions = await ledger.ledger.commissions({ limit: 10 });
		expect(commissions).toHaveLength(1);
		expect(commissions[0]).toMatchObject({
			status: 'pending',
			amount: { amountMinor: 1090n, currency: 'EUR' },
			reversed: { amountMinor: 545n, currency: 'EUR' },
		});
	});

	it('keeps the click with device and source, and no address or cookie of the visitor', async () => {
		const [click] = await ledger.clicks.list({ limit: 1 });
		expect(click).toMatchObject({
			category: 'human',
			isCounted: true,
			device: 'desktop',
			browser: expect.stringContaining('Chrome'),
			os: expect.stringContaining('Windows'),
			source: expect.stringContaining('blog.example'),
			referrer: 'blog.example/tea-review',
		});
		expect(JSON.stringify({ ...click, destination: '' })).not.toMatch(/127\.0\.0\.1|Mozilla/);
	});

	it('starts no execution for a click', async () => {
		const runs = await world.client.executions({ workflowId: world.workflowIds['01'] ?? '' });
		expect(runs).toEqual([]);
	});

	it('sends unknown links to the fallback page and keeps nothing of them', async () => {
		const before = await ledger.clicks.list({ limit: 100 });
		const answer = await fetch(`${world.urls.clicks}?l=no-such-link`, { redirect: 'manual' });
		expect(answer.status).toBe(302);
		expect(answer.headers.get('location')).toBe(`${world.shop.url}/`);
		expect(await ledger.clicks.list({ limit: 100 })).toHaveLength(before.length);
	});

	it('refuses to be an open redirect', async () => {
		const target = encodeURIComponent('https://evil.example/phish');
		const answer = await fetch(`${world.urls.clicks}?aff=anna&url=${target}`, {
			redirect: 'manual',
		});
		const location = new URL(answer.headers.get('location') ?? '');
		expect(location.origin + location.pathname).toBe(`${world.shop.url}/`);
	});

	it('keeps a bot out of the count', async () => {
		await fetch(`${world.urls.clicks}?l=${DEMO.linkCode}`, {
			redirect: 'manual',
			headers: { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' },
		});
		const [click] = await ledger.clicks.list({ limit: 1 });
		expect(click).toMatchObject({ category: 'bot', isCounted: false });
	});

	it('serves the clean address of a link as well', async () => {
		const flows = await world.client.listWorkflows();
		const flow = flows.find(({ id }) => id === world.workflowIds['01']) as unknown as {
			nodes: Array<{ name: string; webhookId?: string }>;
		};
		const webhookId = flow.nodes.find(({ name }) => name === 'Serve tracked links')?.webhookId;
		const url = `${world.n8n.url}/webhook/${webhookId}/${DEMO.paths.clicks}/${DEMO.linkCode}`;
		const answer = await fetch(url, { redirect: 'manual' });
		expect(answer.status).toBe(302);
		expect(answer.headers.get('location')).toContain(`${world.shop.url}/products/tea`);
	});
});

describe('importing the workflows again', () => {
	it('changes nothing', async () => {
		const again = await openWorldAgain();
		expect(again.map(({ action }) => action)).toEqual(again.map(() => 'unchanged'));
		expect(again.every(({ missing }) => missing.length === 0)).toBe(true);
	});

	async function openWorldAgain() {
		const { importAll } = await import('../../scripts/demo/import-all.ts');
		return await importAll({ root: process.cwd(), log: () => undefined }, world.client, world);
	}
});
