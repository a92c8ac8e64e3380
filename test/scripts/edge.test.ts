import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readEdgeConfig } from '../../scripts/cli/edge/edge-config';
import { askPort, fillRegistry } from '../support/edge';
import { sqliteEngine, type TestWorkspace } from '../support/stores';

const engine = sqliteEngine();
const SITE = { name: 'main', fallbackUrl: 'https://www.example.com/welcome' };

let folder: string;
const running: ChildProcess[] = [];

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'affiliate-edge-cli-'));
});

afterEach(async () => {
	for (const child of running.splice(0)) child.kill('SIGKILL');
	await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

async function configured(content: unknown): Promise<string> {
	const file = join(folder, 'edge.json');
	await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
	return file;
}

function configOf(workspace: TestWorkspace, more: object = {}): object {
	const { address } = workspace;
	if (address.kind !== 'sqlite') throw new Error('this is about files');
	return {
		port: 0,
		address: '127.0.0.1',
		journalFolder: 'journal',
		store: { kind: 'sqlite', file: address.file },
		sites: [SITE],
		...more,
	};
}

interface Edge {
	readonly child: ChildProcess;
	readonly port: number;
	readonly exit: Promise<number | null>;
	readonly errors: string[];
}

async function start(file: string): Promise<Edge> {
	const child = spawn(
		process.execPath,
		[
			'--require',
			resolve('test/support/load-typescript.cjs'),
			resolve('scripts/cli/main.ts'),
			'edge',
			'--config',
			file,
		],
		{ stdio: ['ignore', 'pipe', 'pipe'] },
	);
	running.push(child);
	const errors: string[] = [];
	child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
	const exit = new Promise<number | null>((done) => child.once('exit', done));
	const port = await new Promise<number>((done) => {
		child.stdout?.on('data', (chunk: Buffer) => {
			const found = /"port":(\d+)/.exec(chunk.toString())?.[1];
			if (found !== undefined) done(Number(found));
		});
		child.once('exit', () => done(0));
	});
	return { child, port, exit, errors };
}

/** Ids of the clicks that were answered before the process was gone. */
async function clickUntilGone(port: number, onAnswer: (count: number) => void): Promise<string[]> {
	const ids: string[] = [];
	const visitor = async (index: number): Promise<void> => {
		for (;;) {
			const answer = await askPort(port, '/anna-grinder', {
				headers: { 'user-agent': `Visitor/${index}.0 (X11; Linux x86_64) Firefox/144.0` },
			}).catch(() => null);
			if (answer === null) return;
			const id = /clk_\w+/.exec(answer.headers.location ?? '')?.[0];
			if (id !== undefined) ids.push(id);
			onAnswer(ids.length);
		}
	};
	await Promise.all(Array.from({ length: 16 }, async (_, index) => await visitor(index)));
	return ids;
}

describe('the edge as a process', () => {
	it('loses no answered click when it is killed, and stores each once after its next start', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		await fillRegistry(store);
		const file = await configured(configOf(workspace));
		const edge = await start(file);
		const ids = await clickUntilGone(edge.port, (count) => {
			if (count === 300) edge.child.kill('SIGKILL');
		});
		expect(ids.length).toBeGreaterThanOrEqual(300);
		const again = await start(file);
		const until = Date.now() + 10_000;
		let stored: string[] = [];
		while (Date.now() < until) {
			stored = (await store.clicks.list({ limit: 10_000 })).map(({ clickId }) => clickId);
			if (ids.every((id) => stored.includes(id))) break;
			await delay(100);
		}
		expect(ids.filter((id) => !stored.includes(id))).toEqual([]);
		expect(new Set(stored).size).toBe(stored.length);
		again.child.kill('SIGTERM');
		expect(await again.exit).toBe(0);
	}, 60_000);

	it('ends in order on SIGTERM', async () => {
		const workspace = await engine.workspace();
		await fillRegistry(await workspace.open());
		const edge = await start(await configured(configOf(workspace)));
		expect((await askPort(edge.port, '/anna-grinder')).status).toBe(302);
		edge.child.kill('SIGTERM');
		expect(await edge.exit).toBe(0);
		expect(edge.errors.join('')).toBe('');
	}, 30_000);

	it('says which port is taken, and ends', async () => {
		const workspace = await engine.workspace();
		await fillRegistry(await workspace.open());
		const edge = await start(await configured(configOf(workspace)));
		const other = await start(await configured(configOf(workspace, { port: edge.port })));
		expect(await other.exit).toBe(1);
		expect(other.errors.join('')).toMatch(/^Port \d+ of 127\.0\.0\.1 cannot be listened on/);
	}, 30_000);
});

describe('the file of the edge', () => {
	const env = { AFFILIATE_STORE_DATA_KEY: 'a key', AFFILIATE_STORE_PASSWORD: 'secret' };
	const postgres = { kind: 'postgres', database: 'd', user: 'u' };
	const good = { journalFolder: 'j', store: postgres, sites: [SITE] };

	it('takes secrets from the environment, or from files that it names', async () => {
		const file = await configured(good);
		expect(await readEdgeConfig(file, env)).toMatchObject({
			port: 8090,
			journalFolder: join(folder, 'j'),
			location: { key: 'a key', workspace: 'default', connection: { password: 'secret' } },
		});
		const key = join(folder, 'key');
		await writeFile(key, 'from a file\n');
		const { location } = await readEdgeConfig(file, { AFFILIATE_STORE_DATA_KEY_FILE: key });
		expect(location).toMatchObject({ key: 'from a file' });
	});

	it.each([
		['not JSON', '{', /is not JSON/],
		['without sites', { ...good, sites: [] }, /'sites'/],
		['with an unknown word', { ...good, sitez: [] }, /sitez/],
		[
			'with a wrong option',
			{ ...good, sites: [{ ...SITE, options: { trustedProxy: 1 } }] },
			/'sites.0.options'.*trustedProxy/,
		],
		[
			'with a wrong host',
			{ ...good, sites: [{ ...SITE, hosts: ['https://x.example'] }] },
			/sites\.0: 'hosts' is not in a form/,
		],
		[
			'with a fallback that is not secure',
			{ ...good, sites: [{ ...SITE, fallbackUrl: 'http://x.example' }] },
			/sites\.0: The 'Fallback URL' is not/,
		],
		['with a wrong workspace', { ...good, store: { ...postgres, workspace: 'A B' } }, /workspace/],
	])('is refused %s, with the place', async (_, content, message) => {
		await expect(readEdgeConfig(await configured(content), env)).rejects.toThrow(message);
	});

	it('is refused without the key of its store', async () => {
		const file = await configured(good);
		await expect(readEdgeConfig(file, {})).rejects.toThrow('AFFILIATE_STORE_DATA_KEY is missing');
		await expect(readEdgeConfig(join(folder, 'none.json'), {})).rejects.toThrow('--config');
	});
});
