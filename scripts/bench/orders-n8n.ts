import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';

import { EditorClient } from '../../host/editor-client.ts';
import { freePort } from '../../host/free-port.ts';
import { instanceSecrets } from '../../host/instance-secrets.ts';
import { startN8n, type N8nInstance } from '../../host/instance.ts';
import { packAndInstall } from '../../host/package-install.ts';
import type { Servers } from '../../test/cluster/support/servers.ts';

/** An n8n with the package, in one process or in several. */
export interface OrdersN8n {
	readonly url: string;
	readonly client: EditorClient;
	close(): Promise<void>;
}

export interface OrdersN8nOptions {
	readonly root: string;
	/** Empty; n8n's user folders go below it. */
	readonly folder: string;
	readonly log: (line: string) => void;
}

/** n8n as it comes: one process, its own database in a file. */
export async function startOneProcess({ root, folder, log }: OrdersN8nOptions): Promise<OrdersN8n> {
	const userFolder = path.join(folder, 'main');
	await mkdir(userFolder, { recursive: true });
	await packAndInstall({ root, userFolder, log });
	const n8n = await startN8n({ root, userFolder, log });
	try {
		await n8n.waitReady();
	} catch (error) {
		await n8n.stop();
		throw error;
	}
	const client = new EditorClient({ url: n8n.url, owner: n8n.owner, userFolder });
	return { url: n8n.url, client, close: async () => await n8n.stop() };
}

/** Queue mode: a main, which takes the webhooks, and so many workers. */
export async function startQueueMode(
	options: OrdersN8nOptions,
	servers: Servers,
	workers: number,
): Promise<OrdersN8n> {
	const { root, folder, log } = options;
	const running: N8nInstance[] = [];
	const userFolder = path.join(folder, 'main');
	await mkdir(userFolder, { recursive: true });
	await packAndInstall({ root, userFolder, log });
	const { owner, encryptionKey } = await instanceSecrets(root, userFolder);
	const env = { ...environmentOf(servers), N8N_ENCRYPTION_KEY: encryptionKey };
	const close = async (): Promise<void> => {
		await Promise.all(running.map(async (each) => await each.stop()));
	};
	try {
		const main = await startN8n({ root, userFolder, owner, env, log });
		running.push(main);
		await main.waitReady();
		for (let number = 1; number <= workers; number += 1) {
			const worker = await startWorker(options, { owner, env, number });
			running.push(worker);
			await worker.waitReady();
		}
		return {
			url: main.url,
			client: new EditorClient({ url: main.url, owner, userFolder }),
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

async function startWorker(
	{ root, folder, log }: OrdersN8nOptions,
	{
		owner,
		env,
		number,
	}: {
		readonly owner: N8nInstance['owner'];
		readonly env: Readonly<Record<string, string>>;
		readonly number: number;
	},
): Promise<N8nInstance> {
	const userFolder = path.join(folder, `worker-${number}`);
	await mkdir(path.join(userFolder, '.n8n'), { recursive: true });
	await symlink(path.join(folder, 'main/.n8n/nodes'), path.join(userFolder, '.n8n/nodes'));
	const port = await freePort();
	const health = {
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	};
	const command = 'worker' as const;
	return await startN8n({
		root,
		userFolder,
		owner,
		port,
		command,
		env: { ...env, ...health },
		log,
	});
}

/** As docs/scaling.md says. */
function environmentOf({ postgres, redis, prefix }: Servers): Record<string, string> {
	return {
		N8N_EXECUTIONS_QUEUE_KEEP_LAST_COMPLETED: '1000',
		N8N_EXECUTIONS_QUEUE_KEEP_LAST_FAILED: '1000',
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: redis.host,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_BULL_PREFIX: prefix,
		N8N_REDIS_KEY_PREFIX: prefix,
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: postgres.host,
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: postgres.database,
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_PASSWORD: postgres.password,
	};
}
