import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../../host/free-port.ts';
import { redisRefusal, type RedisAddress } from './redis.ts';

/** A Redis server of this test alone, to be killed. */
export interface OwnRedis extends RedisAddress {
	kill9(): Promise<void>;
	start(): Promise<void>;
	/** Ends it and removes its data. */
	remove(): Promise<void>;
}

/** Where the server's program is; null where Redis is not installed. */
export function redisProgram(): string | null {
	const folders = [
		'/usr/bin',
		'/usr/local/bin',
		...(process.env['PATH'] ?? '').split(path.delimiter),
	];
	const places = folders.map((folder) => path.join(folder, 'redis-server'));
	return places.find((place) => existsSync(place)) ?? null;
}

/** With the settings of the compose file: what is queued outlives the process. */
export async function startOwnRedis(program: string): Promise<OwnRedis> {
	const folder = await mkdtemp(path.join(tmpdir(), 'affiliate-cluster-redis-'));
	const port = await freePort();
	const address = { host: '127.0.0.1', port };
	let server: ChildProcess | null = null;
	const own: OwnRedis = {
		...address,
		start: async () => {
			const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
			const options = [...settings, '--appendonly', 'yes', '--save', ''];
			server = spawn(program, options, { stdio: 'ignore' });
			for (let attempt = 0; attempt < 100; attempt += 1) {
				if ((await redisRefusal(address)) === null) return;
				await delay(50);
			}
			throw new Error('The Redis server of the test does not answer');
		},
		kill9: async () => {
			const running = server;
			if (running === null || running.exitCode !== null || running.signalCode !== null) return;
			const gone = new Promise((resolve) => running.once('exit', resolve));
			running.kill('SIGKILL');
			await gone;
		},
		remove: async () => {
			await own.kill9();
			await rm(folder, { recursive: true, force: true, maxRetries: 5 });
		},
	};
	await own.start();
	return own;
}
