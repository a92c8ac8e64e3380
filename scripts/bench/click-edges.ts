import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { once } from 'node:events';

import { Client } from 'pg';

import { HostFailure } from '../../host/failure.ts';
import { freePort } from '../../host/free-port.ts';
import { seedRegistry, type StoreModule } from './bench-store.ts';

/** A server beside n8n that is measured. */
export interface Served {
	readonly ports: readonly number[];
	/** Clicks in its store now; null where nothing is stored. */
	readonly stored: (() => Promise<number>) | null;
	/** Bytes of main memory that its processes hold. */
	memory(): Promise<number>;
	close(): Promise<void>;
}

const BARE = `require('node:http').createServer((request, response) => {
	response.writeHead(302, { Location: 'https://shop.example.com/', 'Content-Length': 0 });
	response.end();
}).listen(Number(process.argv[1]), '127.0.0.1', () => console.log('{"port":1}'));`;

/** What Node can do at most: a redirect that looks nothing up and stores nothing. */
export async function startBareRedirect(): Promise<Served> {
	const port = await freePort();
	const child = await started(['-e', BARE, String(port)], {});
	return {
		ports: [port],
		stored: null,
		memory: async () => await memoryOf([child]),
		close: async () => await ended(child),
	};
}

/** Processes of the edge on one workspace in PostgreSQL, each on a port of its own. */
export async function startEdges(
	count: number,
	{
		packageFolder,
		folder,
		connectionString,
		store,
	}: {
		readonly packageFolder: string;
		/** For their files and journals. */
		readonly folder: string;
		readonly connectionString: string;
		readonly store: StoreModule;
	},
): Promise<Served> {
	const workspace = `bench_${randomBytes(4).toString('hex')}`;
	const key = randomBytes(32).toString('base64');
	const clock = { now: () => new Date().toISOString() };
	const connection = { connectionString };
	const opened = await store.openPostgresStore({ connection, workspace, key, clock });
	await seedRegistry(opened);
	await opened.close();
	const url = new URL(connectionString);
	const ports: number[] = [];
	const children: ChildProcess[] = [];
	for (let index = 0; index < count; index += 1) {
		const home = path.join(folder, `${workspace}-${index}`);
		await mkdir(home, { recursive: true });
		const port = await freePort();
		const config = edgeConfig(url, workspace, port);
		await writeFile(path.join(home, 'edge.json'), JSON.stringify(config));
		const script = path.join(packageFolder, 'dist/scripts/cli/main.js');
		const environment = {
			AFFILIATE_STORE_DATA_KEY: key,
			AFFILIATE_STORE_PASSWORD: decodeURIComponent(url.password),
		};
		children.push(
			await started([script, 'edge', '--config', path.join(home, 'edge.json')], environment),
		);
		ports.push(port);
	}
	const schema = `affiliate_loop_${workspace}`;
	const client = new Client({ connectionString });
	await client.connect();
	return {
		ports,
		stored: async () => {
			const { rows } = await client.query<{ stored: string }>(
				`select count(*) as stored from "${schema}".clicks`,
			);
			return Number(rows[0]?.stored);
		},
		memory: async () => await memoryOf(children),
		close: async () => {
			await Promise.all(children.map(ended));
			await client.query(`drop schema "${schema}" cascade`);
			await client.end();
		},
	};
}

/** The file of an edge, as a user would write it. */
function edgeConfig(url: URL, workspace: string, port: number): object {
	return {
		port,
		address: '127.0.0.1',
		journalFolder: 'journal',
		store: {
			kind: 'postgres',
			host: url.hostname,
			port: Number(url.port || 5432),
			database: url.pathname.slice(1),
			user: decodeURIComponent(url.username),
			workspace,
		},
		sites: [
			{ name: 'bench', fallbackUrl: 'https://shop.example.com/', options: { trustedProxies: 1 } },
		],
	};
}

/** Resolves once the process has said its port. */
async function started(args: readonly string[], env: NodeJS.ProcessEnv): Promise<ChildProcess> {
	const child = spawn(process.execPath, args, {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await new Promise<void>((resolve, reject) => {
		child.stdout.on('data', (chunk: Buffer) => {
			if (chunk.toString().includes('"port"')) resolve();
		});
		child.once('exit', () => reject(new HostFailure('A measured process has ended at its start.')));
	});
	return child;
}

async function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exit = once(child, 'exit');
	child.kill('SIGTERM');
	await exit;
}

/** Resident memory, as Linux tells it; 0 elsewhere. */
async function memoryOf(children: readonly ChildProcess[]): Promise<number> {
	let bytes = 0;
	for (const { pid } of children) {
		const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
		bytes += Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1_024;
	}
	return bytes;
}
