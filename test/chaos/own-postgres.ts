import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

/** A PostgreSQL server of this test alone, to be killed. */
export interface OwnPostgres {
	readonly connectionString: string;
	readonly port: number;
	kill9(): Promise<void>;
	start(): Promise<void>;
	/** Ends it and removes its data. */
	remove(): Promise<void>;
}

/** PostgreSQL refuses to run as root; then it runs as its own user. */
interface Account {
	readonly uid: number;
	readonly gid: number;
}

/** Where the server's programs are; null where PostgreSQL is not installed. */
export function postgresPrograms(): string | null {
	const debian = '/usr/lib/postgresql';
	const versions = existsSync(debian) ? readdirSync(debian).sort().reverse() : [];
	const places = [
		...versions.map((version) => path.join(debian, version, 'bin')),
		...(process.env['PATH'] ?? '').split(path.delimiter),
	];
	const found = places.find((place) => existsSync(path.join(place, 'initdb'))) ?? null;
	return found !== null && (process.getuid?.() !== 0 || accountOf('postgres') !== null)
		? found
		: null;
}

function accountOf(name: string): Account | null {
	const id = (option: string): number =>
		Number(execFileSync('id', [option, name], { encoding: 'utf8', stdio: 'pipe' }));
	try {
		return { uid: id('-u'), gid: id('-g') };
	} catch {
		return null;
	}
}

export async function startOwnPostgres(programs: string): Promise<OwnPostgres> {
	const account = process.getuid?.() === 0 ? accountOf('postgres') : null;
	const run = { cwd: tmpdir(), stdio: 'ignore' as const, ...(account ?? {}) };
	const folder = await mkdtemp(path.join(tmpdir(), 'affiliate-chaos-pg-'));
	await chmod(folder, 0o700);
	if (account !== null) await chown(folder, account.uid, account.gid);
	const data = path.join(folder, 'data');
	const initdb = ['-D', data, '-U', 'postgres', '--auth=trust', '--no-instructions'];
	execFileSync(path.join(programs, 'initdb'), initdb, run);
	const port = await freePort();
	const connectionString = `postgres://postgres@127.0.0.1:${port}/postgres`;
	let server: ChildProcess | null = null;
	const own: OwnPostgres = {
		connectionString,
		port,
		start: async () => {
			const options = ['-D', data, '-p', String(port), '-k', folder, '-h', '127.0.0.1'];
			server = spawn(path.join(programs, 'postgres'), options, { ...run, detached: true });
			await answers(connectionString);
		},
		kill9: async () => {
			const { pid } = server ?? {};
			// Its workers are in its group: a power cut spares none of them.
			if (pid !== undefined) process.kill(-pid, 'SIGKILL');
			await delay(50);
		},
		remove: async () => {
			await own.kill9().catch(() => undefined);
			await rm(folder, { recursive: true, force: true, maxRetries: 5 });
		},
	};
	await own.start();
	return own;
}

async function answers(connectionString: string): Promise<void> {
	for (let attempt = 0; attempt < 150; attempt += 1) {
		const client = new Client({ connectionString, connectionTimeoutMillis: 1_000 });
		const isThere = await client.connect().then(
			() => true,
			() => false,
		);
		await client.end().catch(() => undefined);
		if (isThere) return;
		await delay(200);
	}
	throw new Error('The PostgreSQL server of the test does not answer');
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
