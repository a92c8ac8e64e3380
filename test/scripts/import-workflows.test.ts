import { importReport } from '../../scripts/cli/import-report';
import { importWorkflows, type ImportOptions } from '../../scripts/cli/import-workflows';
import type { WorkflowFile } from '../../scripts/cli/workflow-types';
import { FakeN8n } from './support/fake-n8n';

const n8n = new FakeN8n();

function workflow(name: string, extra: Record<string, unknown> = {}): WorkflowFile {
	const exported = {
		name,
		id: 'from-the-editor',
		active: true,
		versionId: 'from-the-editor',
		meta: { templateId: name },
		tags: [{ name: 'affiliate' }],
		nodes: [
			{
				id: `${name}-1`,
				name: 'Start',
				type: 'n8n-nodes-base.webhook',
				parameters: { path: name },
			},
			{
				id: `${name}-2`,
				name: 'Work',
				type: 'n8n-nodes-x.work',
				parameters: {},
				color: 3,
				...extra,
			},
		],
		connections: { Start: { main: [[{ node: 'Work', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', unheardOf: true, errorWorkflow: 'elsewhere' },
	};
	return exported;
}

const needy = (name: string) =>
	workflow(name, { credentials: { crmApi: { id: '', name: 'CRM' } } });

async function run(workflows: WorkflowFile[], options: Partial<ImportOptions> = {}) {
	return await importWorkflows({ url: n8n.url, apiKey: n8n.apiKey, workflows, ...options });
}

beforeAll(async () => await n8n.start());
afterAll(async () => await n8n.stop());
beforeEach(() => {
	n8n.workflows.length = 0;
	n8n.publications.length = 0;
	n8n.credentials = [];
	n8n.unknownNodeTypes = [];
	n8n.credentialTypes = [];
	n8n.mayListCredentials = true;
});

describe('importing workflows', () => {
	it('strips what the API refuses, stores the workflow and publishes it', async () => {
		const [result] = await run([workflow('01 One')]);
		expect(result).toMatchObject({ name: '01 One', action: 'created', published: true });
		expect(n8n.named('01 One')).toMatchObject({ active: true, settings: { executionOrder: 'v1' } });
	});

	it('changes nothing the second time', async () => {
		await run([workflow('01 One'), workflow('02 Two'), workflow('03 Three')]);
		const again = await run([workflow('01 One'), workflow('02 Two'), workflow('03 Three')]);
		expect(again.map(({ action }) => action)).toEqual(['unchanged', 'unchanged', 'unchanged']);
		expect(n8n.workflows).toHaveLength(3);
		expect(n8n.publications).toHaveLength(3);
	});

	it('sets the description, which n8n takes only on an update', async () => {
		await run([{ ...workflow('01 One'), description: 'What it does' }]);
		expect(n8n.named('01 One')).toMatchObject({ description: 'What it does' });
	});

	it('updates a workflow the user has renamed, and keeps the new name', async () => {
		await run([workflow('01 One')]);
		n8n.named('01 One').name = 'Acme: orders';
		const [result] = await run([workflow('01 One', { parameters: { rate: 2 } })]);
		expect(result).toMatchObject({ name: 'Acme: orders', action: 'updated', published: true });
		expect(n8n.workflows).toHaveLength(1);
	});

	it('makes a new workflow where two renamed copies could be meant', async () => {
		await run([workflow('01 One')]);
		const original = n8n.named('01 One');
		n8n.workflows.push({ ...original, id: 'copy', name: 'Copy' });
		original.name = 'Other';
		expect((await run([workflow('01 One')]))[0]).toMatchObject({ action: 'created' });
	});

	it('leaves the earlier version live when told not to publish', async () => {
		await run([workflow('01 One')]);
		const live = n8n.named('01 One').activeVersionId;
		const changed = workflow('01 One', { parameters: { rate: 2 } });
		const results = await run([changed], { publish: false });
		expect(results[0]).toMatchObject({ action: 'updated', published: false, earlierLive: true });
		expect(n8n.named('01 One').activeVersionId).toBe(live);
		expect(importReport(results).join('\n')).toContain('the earlier version stays live');
		expect((await run([changed]))[0]).toMatchObject({ action: 'unchanged', published: true });
	});

	it('makes workflow 90 the error workflow of the others, whatever the order', async () => {
		const results = await run([workflow('01 One'), workflow('90 Errors')]);
		expect(results.map(({ name }) => name)).toEqual(['01 One', '90 Errors']);
		const { id, settings } = n8n.named('90 Errors');
		expect(n8n.named('01 One')['settings']).toMatchObject({ errorWorkflow: id });
		expect(settings).toEqual({ executionOrder: 'v1' });
	});

	it("keeps the user's own error workflow and settings", async () => {
		await run([workflow('01 One'), workflow('07 Mine'), workflow('90 Errors')]);
		const mine = n8n.named('07 Mine').id;
		n8n.named('01 One')['settings'] = { errorWorkflow: mine, timezone: 'Europe/Paris' };
		await run([workflow('01 One')]);
		expect(n8n.named('01 One')['settings']).toMatchObject({
			errorWorkflow: mine,
			timezone: 'Europe/Paris',
		});
	});

	it('keeps what the user filled in on our nodes and on those with an account', async () => {
		const type = 'n8n-nodes-affiliate-loop.storeOrderTrigger';
		const shipped = { store: 'shopify', shopDomain: '', options: {} };
		await run([workflow('02 Two', { type, parameters: shipped })]);
		const [, node] = n8n.named('02 Two')?.nodes ?? [];
		const filledIn = { store: 'shopify', shopDomain: 'tea.example', options: { parallel: 2 } };
		Object.assign(node ?? {}, { parameters: filledIn, disabled: true });
		const newer = { ...shipped, events: ['order.paid'], options: { parallel: 1, tries: 6 } };
		await run([workflow('02 Two', { type, parameters: newer })]);
		expect(n8n.named('02 Two')?.nodes[1]).toMatchObject({
			parameters: { ...filledIn, events: ['order.paid'], options: { parallel: 2, tries: 6 } },
			disabled: true,
		});
		const overrides = [{ target: 'Work.shopDomain', value: 'other.example' }];
		await run([workflow('02 Two', { type, parameters: newer })], { overrides });
		expect(n8n.named('02 Two')?.nodes[1]).toMatchObject({
			parameters: { shopDomain: 'other.example', options: { parallel: 2 } },
		});
	});

	it('keeps who is named, when it runs and what is fetched', async () => {
		const assignments = (...values: string[]) => ({
			assignments: {
				assignments: values.map((value, index) => ({ id: `a${index}`, name: `n${index}`, value })),
			},
		});
		const set = (...values: string[]) =>
			workflow('11 Pay', { type: 'n8n-nodes-base.set', parameters: assignments(...values) });
		await run([set('finance@example.com')]);
		const [, node] = n8n.named('11 Pay').nodes;
		Object.assign(node ?? {}, { parameters: assignments('kim@tea.example') });
		await run([set('finance@example.com', 'owner@example.com')]);
		expect(n8n.named('11 Pay').nodes[1]).toMatchObject({
			parameters: assignments('kim@tea.example', 'owner@example.com'),
		});
		const fetching = (url: string) =>
			workflow('12 Rates', { type: 'n8n-nodes-base.httpRequest', parameters: { url } });
		await run([fetching('https://rates.example')]);
		Object.assign(n8n.named('12 Rates').nodes[1] ?? {}, { parameters: { url: 'https://own' } });
		await run([fetching('https://rates.example/v2')]);
		expect(n8n.named('12 Rates').nodes[1]).toMatchObject({ parameters: { url: 'https://own' } });
	});

	it('renews fields that are computed', async () => {
		const computed = (value: string) =>
			workflow('90 Errors', {
				type: 'n8n-nodes-base.set',
				parameters: { assignments: { assignments: [{ id: 'a', name: 'reason', value }] } },
			});
		await run([computed('={{ $json.old }}')]);
		await run([computed('={{ $json.new }}')]);
		expect(JSON.stringify(n8n.named('90 Errors').nodes[1])).toContain('$json.new');
	});

	it('renews the wiring between them', async () => {
		const plumbing = (value: string) =>
			workflow('02 Two', { type: 'n8n-nodes-base.if', parameters: { value } });
		await run([plumbing('old')]);
		await run([plumbing('new')]);
		expect(n8n.named('02 Two')?.nodes[1]).toMatchObject({ parameters: { value: 'new' } });
	});

	it('refuses an override that fits no node before it changes anything', async () => {
		const overrides = [{ target: 'Wrok.rate', value: 1 }];
		await expect(run([workflow('01 One')], { overrides })).rejects.toThrow('names no node');
		expect(n8n.workflows).toHaveLength(0);
	});
});

describe('credentials of imported workflows', () => {
	const crm = (id: string, name: string) => ({ id, name, type: 'crmApi' });
	const linked = () => n8n.named('01 One').nodes[1]?.['credentials'];

	it('are linked by type where n8n has one', async () => {
		n8n.credentials = [crm('c1', 'Whatever'), { id: 'o1', name: 'CRM', type: 'otherApi' }];
		expect((await run([needy('01 One')]))[0]).toMatchObject({ published: true, missing: [] });
		expect(linked()).toEqual({ crmApi: { id: 'c1', name: 'Whatever' } });
	});

	it('are not taken for those of another sender, even where n8n has only one', async () => {
		const other = workflow('02 Two', { credentials: { crmApi: { id: null, name: 'Other CRM' } } });
		const gallery = [needy('01 One'), other];
		n8n.credentials = [crm('c1', 'Whatever')];
		const both = await run(gallery);
		expect(both.map(({ published }) => published)).toEqual([true, false]);
		const alone = await run([other], { gallery });
		expect(alone[0]?.missing).toMatchObject([{ name: 'Other CRM', candidates: 1 }]);
		n8n.credentials = [crm('c1', 'Whatever'), crm('c2', 'Other CRM')];
		expect((await run([other], { gallery }))[0]).toMatchObject({ published: true });
	});

	it('keep the workflow unpublished, with the reason, while they are missing', async () => {
		const results = await run([needy('01 One')]);
		expect(results[0]).toMatchObject({ published: false, action: 'created' });
		expect(n8n.publications).toEqual([]);
		expect(linked()).toBeUndefined();
		const report = importReport(results).join('\n');
		expect(report).toContain('01 One: node "Work" needs the credential CRM (crmApi)');
	});

	it('are asked for once where several nodes need the same', async () => {
		const { nodes, ...rest } = needy('01 One');
		const [start, work] = nodes as [WorkflowFile['nodes'][0], WorkflowFile['nodes'][0]];
		const twice = { ...rest, nodes: [start, work, { ...work, id: 'again', name: 'Again' }] };
		const lines = importReport(await run([twice])).filter((line) => line.includes('crmApi'));
		expect(lines).toEqual([
			expect.stringContaining('nodes "Work", "Again" need the credential CRM (crmApi): add it'),
		]);
	});

	it('are not guessed among several, and can be chosen by name or id', async () => {
		n8n.credentials = [crm('c1', 'North'), crm('c2', 'South'), crm('c3', 'East')];
		const open = await run([needy('01 One')]);
		expect(open[0]?.missing).toEqual([
			{ node: 'Work', type: 'crmApi', name: 'CRM', candidates: 3 },
		]);
		const credentials = [{ slot: 'crmApi', credential: 'South' }];
		expect((await run([needy('01 One')], { credentials }))[0]).toMatchObject({ published: true });
		expect(linked()).toEqual({ crmApi: { id: 'c2', name: 'South' } });
	});

	it('stay what the user has set on the node', async () => {
		n8n.credentials = [crm('c1', 'CRM'), crm('c2', 'South')];
		await run([needy('01 One')]);
		n8n.named('01 One').nodes[1] = {
			...n8n.named('01 One').nodes[1],
			credentials: { crmApi: { id: 'c2', name: 'South' } },
		};
		await run([needy('01 One')]);
		expect(linked()).toEqual({ crmApi: { id: 'c2', name: 'South' } });
	});

	it('can be named where the key may not list them', async () => {
		n8n.mayListCredentials = false;
		const credentials = [{ slot: 'CRM', credential: 'c9' }];
		expect((await run([needy('01 One')], { credentials }))[0]).toMatchObject({ published: true });
		expect(linked()).toEqual({ crmApi: { id: 'c9', name: 'CRM' } });
	});

	it('are refused with a sentence if the chosen one does not exist', async () => {
		n8n.credentials = [crm('c1', 'North')];
		const credentials = [{ slot: 'crmApi', credential: 'Nort' }];
		await expect(run([needy('01 One')], { credentials })).rejects.toThrow(
			'n8n has no credential "Nort" of type crmApi',
		);
	});

	it('are those of the store on every node that takes it, once it is chosen', async () => {
		const type = 'n8n-nodes-affiliate-loop.affiliateLedger';
		const ours = workflow('01 One', { type });
		n8n.credentials = [{ id: 's1', name: 'Client A', type: 'affiliateStoreApi' }];
		await run([ours]);
		expect(linked()).toBeUndefined();
		const credentials = [{ slot: 'affiliateStoreApi', credential: 'Client A' }];
		await run([ours], { credentials });
		expect(linked()).toEqual({ affiliateStoreApi: { id: 's1', name: 'Client A' } });
		await run([ours]);
		expect(linked()).toEqual({ affiliateStoreApi: { id: 's1', name: 'Client A' } });
	});

	it('are not asked for on a node that is switched off', async () => {
		const off = { credentials: { crmApi: { id: '', name: 'CRM' } }, disabled: true };
		expect((await run([workflow('01 One', off)]))[0]).toMatchObject({ published: true });
	});
});

describe('an import that cannot work says why in one sentence', () => {
	it('for a wrong API key', async () => {
		await expect(run([workflow('01 One')], { apiKey: 'wrong' })).rejects.toThrow(
			'does not accept this API key',
		);
	});

	it('for an address where nothing answers', async () => {
		await expect(run([workflow('01 One')], { url: 'http://127.0.0.1:1' })).rejects.toThrow(
			/^No n8n answers at http:\/\/127\.0\.0\.1:1 \(ECONNREFUSED\)/,
		);
	});

	it('for something that is no address', async () => {
		await expect(run([workflow('01 One')], { url: 'n8n' })).rejects.toThrow('is not an address');
	});

	it('for an n8n without the package, before anything is stored', async () => {
		await expect(
			run([workflow('01 One')], { probeCredentialType: 'affiliateStoreApi' }),
		).rejects.toThrow('install the package n8n-nodes-affiliate-loop there');
		expect(n8n.workflows).toHaveLength(0);
	});

	it('for a node type that n8n finds missing when publishing', async () => {
		n8n.unknownNodeTypes = ['n8n-nodes-x.work'];
		await expect(run([workflow('01 One')])).rejects.toThrow('does not know n8n-nodes-x.work');
	});

	it('leaves a workflow without a trigger to be run by hand', async () => {
		const idle = { ...workflow('01 One'), nodes: workflow('01 One').nodes.slice(1) };
		const results = await run([idle]);
		expect(results[0]).toMatchObject({ published: false, runByHand: true });
		expect(importReport(results).join('\n')).toContain('run it by hand');
	});
});
