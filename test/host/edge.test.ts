import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EditorClient } from '../../host/editor-client.ts';
import { freePort } from '../../host/free-port.ts';
import { startN8n, type N8nInstance } from '../../host/instance.ts';
import { packAndInstall } from '../../host/package-install.ts';
import { countClicks, seedStore, storeFile } from '../../scripts/bench/bench-store.ts';
import { BenchWorkflows } from '../../scripts/bench/bench-workflows.ts';
import { askPort } from '../support/edge';
import { newUserFolder, ROOT } from './support/open-world';
import { until } from './support/until';

const user = newUserFolder();
const log = (line: string): void => void process.stderr.write(`${line}\n`);
let n8n: N8nInstance;
let client: EditorClient;
let packageFolder: string;
let port: number;
let beside: ChildProcess | null = null;

beforeAll(async () => {
	const { folder, name } = await packAndInstall({ root: ROOT, userFolder: user.folder, log });
	packageFolder = folder;
	await seedStore(folder, user.folder);
	n8n = await startN8n({ root: ROOT, userFolder: user.folder, log });
	await n8n.waitReady();
	client = new EditorClient({ url: n8n.url, owner: n8n.owner, userFolder: user.folder });
	port = await freePort();
	const workflows = await BenchWorkflows.connect(n8n.url, client);
	await workflows.clickTrigger(name, port);
}, 900_000);

afterAll(async () => {
	beside?.kill('SIGKILL');
	await n8n?.stop();
	await user.remove();
}, 120_000);

const stored = (): number => countClicks(user.folder).stored;

/** Clicks a link as somebody of their own, and waits until the click is in the store. */
async function clickIsStored(on: number): Promise<void> {
	const before = stored();
	const { status, headers } = await askPort(on, '/bench-1', {
		headers: {
			'x-forwarded-for': `198.18.0.${before % 250}`,
			'user-agent': `Mozilla/5.0 ${randomUUID()}`,
		},
	});
	expect([status, headers.location]).toEqual([
		302,
		expect.stringMatching(/^https:\/\/shop\.example\.com\/bench-1\?colour=red&aff_click=clk_/),
	]);
	await until('the click is in the store', () => stored() === before + 1);
}

async function isOpen(on: number): Promise<boolean> {
	return await askPort(on, '/-/ready').then(
		({ status }) => status === 200,
		() => false,
	);
}

async function edgeBesideN8n(): Promise<{ readonly child: ChildProcess; readonly port: number }> {
	const file = path.join(user.folder, 'edge.json');
	await writeFile(
		file,
		JSON.stringify({
			port: 0,
			address: '127.0.0.1',
			journalFolder: 'edge-journal',
			store: { kind: 'sqlite', file: storeFile(user.folder) },
			sites: [
				{
					name: 'beside',
					fallbackUrl: 'https://shop.example.com/',
					options: { trustedProxies: 1 },
				},
			],
		}),
	);
	const script = path.join(packageFolder, 'dist/scripts/cli/main.js');
	const child = spawn(process.execPath, [script, 'edge', '--config', file], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	beside = child;
	const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
	return { child, port: Number(/"port":(\d+)/.exec(chunk.toString())?.[1]) };
}

describe('a click trigger with a port of its own, in the real n8n', () => {
	it('serves its links there and by the webhook', async () => {
		await clickIsStored(port);
		const before = stored();
		const { status } = await askPort(n8n.port, '/webhook/go?l=bench-2');
		expect(status).toBe(302);
		await until('the click is in the store', () => stored() === before + 1);
	});

	it('is alive, ready and counted', async () => {
		expect((await askPort(port, '/-/health')).status).toBe(200);
		expect((await askPort(port, '/-/ready')).status).toBe(200);
		expect((await askPort(port, '/-/metrics')).body).toContain('affiliate_edge_requests_total');
	});

	it('shares its store with an edge process that goes on while n8n is down', async () => {
		const edge = await edgeBesideN8n();
		await clickIsStored(edge.port);
		await clickIsStored(port);
		const { port: n8nPort } = n8n;
		await n8n.stop();
		await clickIsStored(edge.port);
		n8n = await startN8n({ root: ROOT, userFolder: user.folder, port: n8nPort, log });
		await n8n.waitReady();
		// Workflows are put to work after n8n says that it is ready.
		await until('the port is open again', async () => await isOpen(port));
		await clickIsStored(port);
		edge.child.kill('SIGTERM');
		const [code] = (await once(edge.child, 'exit')) as [number | null];
		expect(code).toBe(0);
	}, 180_000);

	it('closes the port when the workflow is unpublished', async () => {
		const [workflow] = await client.listWorkflows();
		await client.deactivate(workflow?.id ?? '');
		await expect(askPort(port, '/bench-1')).rejects.toThrow('ECONNREFUSED');
	});
});
