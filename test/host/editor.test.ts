import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import type { DemoWorld } from '../../scripts/demo/demo-world.ts';
import { fraudFormAddress, REVIEWER } from './support/fraud-form';
import { launchBrowser, readCanvas, signIn, type CanvasNode } from './support/browser';
import { shippedWorkflows } from '../workflows/shipped-workflows';
import { newUserFolder, openWorld, ROOT } from './support/open-world';

const SCREENSHOTS = path.join(ROOT, 'test/host/screenshots');
const NUMBERS = shippedWorkflows().map(({ file }) => file.slice(0, 2));

/** Forms to open, and something that each must show. */
const FORMS = [
	{ number: '00', node: 'Create the commission plan', file: 'form-plan', shows: 'Percent' },
	{ number: '01', node: 'Serve tracked links', file: 'form-clicks', shows: 'Fallback URL' },
	{ number: '02', node: 'Book order and commission', file: 'form-ledger', shows: 'Conversion' },
	{ number: '02', node: 'Check for fraud', file: 'form-fraud', shows: 'Order From' },
	{ number: '20', node: 'Write contact and purchase', file: 'form-crm', shows: 'HubSpot' },
	{ number: '04', node: 'Take postbacks', file: 'form-postback', shows: 'Path' },
	{ number: '11', node: 'Claim what is payable', file: 'form-payout', shows: 'Batch Key' },
	{ number: '13', node: 'Receive Stripe events', file: 'form-stripe', shows: 'charge.refunded' },
	{ number: '15', node: 'Try this plan', file: 'form-backtest', shows: 'Period' },
	{ number: '16', node: 'Read and import the file', file: 'form-import', shows: 'Dry Run' },
	{ number: '17', node: 'Scan the programme', file: 'form-scan', shows: 'Only New Cases' },
	{ number: '18', node: 'Decide the case', file: 'form-decide', shows: 'Decided By' },
	{
		number: '32',
		node: 'Receive affiliate events',
		file: 'form-platform-trigger',
		shows: 'Tapfiliate signs nothing',
	},
	{ number: '33', node: 'Compare both sides', file: 'form-reconcile', shows: 'Ledger Programme' },
	{ number: '34', node: 'Read the platform', file: 'form-export', shows: 'Programme Name or ID' },
	{ number: '19', node: 'Learn usual days', file: 'form-train', shows: 'Unusual Percent' },
] as const;

const user = newUserFolder();
let world: DemoWorld;
let browser: Browser;
let page: Page;
let fraudForm: string;

beforeAll(async () => {
	mkdirSync(SCREENSHOTS, { recursive: true });
	world = await openWorld(user.folder);
	fraudForm = fraudFormAddress(world);
	browser = await launchBrowser();
	page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
	await signIn(page, world.n8n.url, world.n8n.owner);
}, 900_000);

afterAll(async () => {
	await browser?.close();
	await world?.close();
	await user.remove();
}, 120_000);

/** Text and values of a form, as soon as what it must show is there, or what is there after a while. */
async function textOf(fields: Locator, shows: string): Promise<string> {
	await fields.first().waitFor();
	let text = '';
	for (let tries = 0; tries < 40 && !text.includes(shows); tries += 1) {
		const inputs = await fields
			.locator('input')
			.evaluateAll((elements) =>
				elements.map((element) => (element as unknown as { value: string }).value),
			);
		text = [await fields.innerText(), ...inputs].join('\n');
		if (!text.includes(shows)) await page.waitForTimeout(250);
	}
	return text;
}

async function screenshot(name: string): Promise<void> {
	await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
}

describe.each(NUMBERS)('workflow %s in the editor', (number) => {
	let nodes: CanvasNode[];

	beforeAll(async () => {
		nodes = await readCanvas(page, world.n8n.url, world.workflowIds[number] ?? '');
		await screenshot(`workflow-${number}`);
	});

	it('shows its nodes, and knows the type of every one', () => {
		expect(nodes.length).toBeGreaterThan(1);
		expect(nodes.filter(({ isUnknown }) => isUnknown)).toEqual([]);
	});

	it('draws the own icon of every node of the package', () => {
		for (const { name, type, icon, hasDrawnIcon } of nodes) {
			expect([name, hasDrawnIcon]).toEqual([name, true]);
			const [packageName, node] = type.split('.');
			if (packageName === 'n8n-nodes-affiliate-loop') {
				expect([name, icon]).toEqual([name, expect.stringContaining(`/${node}.`)]);
			}
		}
	});

	it('shows no issues', () => {
		expect(nodes.filter(({ hasIssues }) => hasIssues)).toEqual([]);
	});

	for (const { node, file, shows } of FORMS.filter((form) => form.number === number)) {
		it(`opens the form of “${node}” and shows its fields`, async () => {
			await page.locator(`[data-test-id="canvas-node"][data-node-name="${node}"]`).dblclick();
			const fields = page.locator('[data-test-id="node-parameters"]');
			await expect(textOf(fields, shows)).resolves.toContain(shows);
			await screenshot(file);
			await page.keyboard.press('Escape');
			await fields.waitFor({ state: 'detached' });
		});
	}
});

describe('the form of the fraud check', () => {
	it('shows the parameters of a rule once the rule is chosen', async () => {
		const { createWorkflow } = await import('./support/create-workflow');
		const rule = { ruleId: 'F8', mode: 'on', F8_holdSeconds: 5 };
		const id = await createWorkflow(world, 'One rule of my own', [
			{
				name: 'Check by my rules',
				type: 'n8n-nodes-affiliate-loop.affiliateFraudCheck',
				parameters: { policy: 'customise', rules: { rule: [rule] } },
			},
		]);
		await readCanvas(page, world.n8n.url, id);
		await page.locator('[data-test-id="canvas-node"]').first().dblclick();
		const fields = page.locator('[data-test-id="node-parameters"]');
		const text = await textOf(fields, 'Hold Below (Seconds)');
		await screenshot('form-fraud-rule');
		expect(text).toContain('Flag Below (Seconds)');
		expect(text).not.toContain('Brand Terms');
		await page.keyboard.press('Escape');
		await fields.waitFor({ state: 'detached' });
	});
});

describe('the page for fraud cases', () => {
	it('has the case filled in, takes a decision, and shows what came of it', async () => {
		const context = await browser.newContext({ httpCredentials: REVIEWER });
		const tab = await context.newPage();
		await tab.goto(`${fraudForm}?Case=cas_of_nobody`);
		expect(await tab.locator('input[name="field-0"]').inputValue()).toBe('cas_of_nobody');
		await tab.locator('select[name="field-1"]').selectOption('Not fraud');
		await tab.locator('input[name="field-2"]').fill('Mia Rossi');
		await tab.screenshot({ path: path.join(SCREENSHOTS, 'page-fraud.png') });
		await tab.locator('button[type="submit"]').click();
		await tab.getByText('Nothing was decided').waitFor();
		await tab.getByText('There is no such fraud case').waitFor();
		await tab.screenshot({ path: path.join(SCREENSHOTS, 'page-fraud-decided.png') });
		await context.close();
	});
});

describe('the look at the canvas', () => {
	it('does see an unknown node and a missing credential', async () => {
		const { createWorkflow } = await import('./support/create-workflow');
		const id = await createWorkflow(world, 'Control', [
			{ name: 'Unknown', type: 'n8n-nodes-affiliate-loop.noSuchNode' },
			{ name: 'Unlinked', type: 'n8n-nodes-affiliate-loop.storeOrderTrigger', typeVersion: 2 },
		]);
		const nodes = await readCanvas(page, world.n8n.url, id);
		await screenshot('control');
		expect(nodes.find(({ name }) => name === 'Unknown')).toMatchObject({ isUnknown: true });
		expect(nodes.find(({ name }) => name === 'Unlinked')).toMatchObject({ hasIssues: true });
	});
});

describe('the nodes panel', () => {
	it('offers every node of the package by name', async () => {
		await page.goto(`${world.n8n.url}/workflow/${world.workflowIds['02']}`);
		await page.locator('[data-test-id="canvas-node"]').first().waitFor();
		await page.locator('[data-test-id="node-creator-plus-button"]').click();
		const search = page.locator('[data-test-id="node-creator-search-bar"]');
		await search.waitFor();
		await search.fill('affiliate');
		await page.waitForTimeout(1_000);
		await screenshot('nodes-panel');
		const text = await page.locator('[data-test-id="node-creator"]').innerText();
		for (const name of ['Attribution', 'Commission', 'Fraud Check', 'Ledger']) {
			expect(text).toContain(`Affiliate ${name}`);
		}
	});
});
