import axios from 'axios';
import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { EditorClient } from '../../../host/editor-client.ts';
import { freePort } from '../../../host/free-port.ts';
import { ensureN8nInstalled } from '../../../host/install.ts';
import { instanceSecrets, type InstanceSecrets } from '../../../host/instance-secrets.ts';
import { startN8n, type N8nCommand, type N8nInstance } from '../../../host/instance.ts';
import { packAndInstall } from '../../../host/package-install.ts';
import { newUserFolder, ROOT } from '../../host/support/open-world.ts';
import type { Servers } from './servers.ts';

/** The processes of the cluster and what n8n is started as for each. */
const COMMANDS = {
	main: 'start',
	workerA: 'worker',
	workerB: 'worker',
	webhook: 'webhook',
} as const satisfies Record<string, N8nCommand>;

export type Member = keyof typeof COMMANDS;
export type Worker = 'workerA' | 'workerB';

/** How soon a worker that died is noticed: seconds here, a minute and a half as n8n comes. */
const NOTICE = {
	QUEUE_WORKER_LOCK_DURATION: '6000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
} as const;

/** A main, two workers and a webhook processor of n8n on one database and one Redis. */
export class Cluster {
	private readonly running = new Map<Member, N8nInstance>();

	private readonly folder = newUserFolder();

	private readonly ports = new Map<Member, number>();

	private secrets: Promise<InstanceSecrets> | undefined;

	private client: EditorClient | undefined;

	constructor(readonly servers: Servers) {}

	/** Where the package is installed; all processes load it from there. */
	get packageFolder(): string {
		return path.join(this.folderOf('main'), '.n8n/nodes/node_modules/n8n-nodes-affiliate-loop');
	}

	/** n8n as its owner, through the main process. */
	get editor(): EditorClient {
		if (this.client === undefined) throw new Error('The main process was not started yet');
		return this.client;
	}

	/** Installs what is missing and starts everything; main first, because it makes the tables. */
	async open(): Promise<void> {
		const log = tell;
		await ensureN8nInstalled({ root: ROOT, log });
		await packAndInstall({ root: ROOT, userFolder: this.folderOf('main'), log });
		for (const member of ['workerA', 'workerB', 'webhook'] as const) {
			await mkdir(path.join(this.folderOf(member), '.n8n'), { recursive: true });
			const nodes = path.join(this.folderOf('main'), '.n8n/nodes');
			await symlink(nodes, path.join(this.folderOf(member), '.n8n/nodes'));
		}
		await this.start('main');
		const others = (['workerA', 'workerB', 'webhook'] as const).map(
			async (member) => await this.start(member),
		);
		// All of them, also when one fails: what still starts could not be ended.
		for (const started of await Promise.allSettled(others)) {
			if (started.status === 'rejected') throw started.reason;
		}
	}

	async start(member: Member): Promise<number> {
		tell(`Waiting for ${member} to be ready.`);
		this.secrets ??= instanceSecrets(ROOT, this.folderOf('main'));
		const { owner, encryptionKey } = await this.secrets;
		const port = this.ports.get(member) ?? (await freePort());
		this.ports.set(member, port);
		const instance = await startN8n({
			root: ROOT,
			userFolder: this.folderOf(member),
			owner,
			port,
			command: COMMANDS[member],
			env: {
				...this.environment(),
				...health(member, port),
				N8N_ENCRYPTION_KEY: encryptionKey,
			},
			log: tell,
		});
		this.running.set(member, instance);
		const milliseconds = await instance.waitReady();
		tell(`${member} is ready after ${(milliseconds / 1000).toFixed(1)} s.`);
		if (member === 'main') {
			const { url } = instance;
			this.client = new EditorClient({ url, owner, userFolder: this.folderOf('main') });
		}
		return milliseconds;
	}

	/** SIGKILL, as a crash or an out-of-memory kill would. */
	async kill(member: Member): Promise<void> {
		await this.instance(member).kill9();
		this.running.delete(member);
	}

	/** Starts again what has ended, killed or by itself; gives which these were. */
	async revive(): Promise<Member[]> {
		const ended = (Object.keys(COMMANDS) as Member[]).filter((member) => {
			const process = this.running.get(member)?.process;
			return process === undefined || process.exitCode !== null || process.signalCode !== null;
		});
		await Promise.all(ended.map(async (member) => await this.start(member)));
		return ended;
	}

	/** SIGTERM, and by force what does not end. */
	async stop(member: Member): Promise<void> {
		await this.instance(member).stop();
		this.running.delete(member);
	}

	isRunning(member: Member): boolean {
		return this.running.has(member);
	}

	/** What a proxy in front asks before it sends anything there. */
	async isReady(member: 'main' | 'webhook'): Promise<boolean> {
		const url = `http://127.0.0.1:${this.ports.get(member)}/healthz/readiness`;
		const answer = await axios.get(url, {
			proxy: false,
			timeout: 5_000,
			validateStatus: () => true,
		});
		return answer.status === 200;
	}

	/** Address of a production webhook of this process. */
	webhook(member: 'main' | 'webhook', name: string): string {
		return `http://127.0.0.1:${this.ports.get(member)}/webhook/${name}`;
	}

	logs(member: Member): string {
		return this.instance(member).logs();
	}

	/** Ends all processes, the last one started first. */
	async stopAll(): Promise<void> {
		await Promise.all([...this.running.keys()].map(async (member) => await this.stop(member)));
	}

	async close(): Promise<void> {
		await this.stopAll();
		await this.folder.remove();
	}

	private folderOf(member: Member): string {
		return path.join(this.folder.folder, member);
	}

	private instance(member: Member): N8nInstance {
		const instance = this.running.get(member);
		if (instance === undefined) throw new Error(`${member} does not run`);
		return instance;
	}

	private environment(): Record<string, string> {
		const { postgres, redis, prefix } = this.servers;
		return {
			...NOTICE,
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
}

/** Workers answer nothing over HTTP unless told to; their port is that of the health check. */
function health(member: Member, port: number): Record<string, string> {
	if (COMMANDS[member] !== 'worker') return {};
	return {
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	};
}

/** Progress beside jest's report. */
export function tell(line: string): void {
	process.stderr.write(`${line}\n`);
}
