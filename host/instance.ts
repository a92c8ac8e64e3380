import axios from 'axios';
import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, closeSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { HostFailure } from './failure.ts';
import { freePort, isPortFree } from './free-port.ts';
import { instanceEnvironment } from './instance-environment.ts';
import { instanceSecrets, type Owner } from './instance-secrets.ts';

/** Which n8n to start, on which data. */
export interface StartOptions {
	/** Folder of the repository whose `host/` holds n8n. */
	readonly root?: string;
	/** n8n's user folder; its database, packages and log live below it. */
	readonly userFolder: string;
	/** Port of the editor, the API and the webhooks; a free one if left out. */
	readonly port?: number;
	/** Extra environment variables; they win over the defaults. */
	readonly env?: Readonly<Record<string, string>>;
	/** The owner to sign in as; without it one with a random password is made and kept. */
	readonly owner?: Owner;
	/** Which process of n8n; the whole of it if left out, the others belong to queue mode. */
	readonly command?: N8nCommand;
	readonly log?: (line: string) => void;
}

/** What n8n can be started as: everything, what runs queued executions, what takes webhooks. */
export type N8nCommand = 'start' | 'worker' | 'webhook';

/** A running n8n. It ends by itself when the process that started it is gone. */
export interface N8nInstance {
	/** Base address without a trailing slash. */
	readonly url: string;
	readonly port: number;
	readonly process: ChildProcess;
	readonly owner: Owner;
	readonly userFolder: string;
	readonly logFile: string;
	/** Resolves with the milliseconds since the start once webhooks are live. */
	waitReady(timeoutMs?: number): Promise<number>;
	/** Ends n8n in its orderly way, by force after `timeoutMs`; leaves no child behind. */
	stop(timeoutMs?: number): Promise<void>;
	/** Ends n8n and its children at once, as a crash or a power cut would. */
	kill9(): Promise<void>;
	/** What this run has written so far. */
	logs(): string;
}

const READY_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 40_000;
const POLL_MS = 150;
const TELL_EVERY_MS = 10_000;

function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

/** n8n runs in a process group of its own, so that its task runner can never outlive it. */
function killGroup(child: ChildProcess): void {
	if (child.pid === undefined) return;
	try {
		if (process.platform === 'win32') child.kill('SIGKILL');
		else process.kill(-child.pid, 'SIGKILL');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

async function ended(child: ChildProcess, timeoutMs: number): Promise<boolean> {
	if (hasEnded(child)) return true;
	return await new Promise((resolve) => {
		const finish = (result: boolean): void => {
			clearTimeout(timer);
			child.removeListener('exit', onExit);
			resolve(result);
		};
		const onExit = (): void => finish(true);
		const timer = setTimeout(() => finish(false), timeoutMs);
		child.once('exit', onExit);
	});
}

function launch(
	root: string,
	command: N8nCommand,
	env: NodeJS.ProcessEnv,
	logFile: string,
): ChildProcess {
	const bin = path.join(root, 'host', 'node_modules', 'n8n', 'bin', 'n8n');
	if (!existsSync(bin)) {
		throw new HostFailure('n8n is not installed in host/ yet: run ensureN8nInstalled first.');
	}
	const guard = path.join(root, 'host', 'exit-with-parent.cjs');
	const log = openSync(logFile, 'a');
	try {
		return spawn(process.execPath, ['--require', guard, bin, command], {
			cwd: path.dirname(logFile),
			env,
			detached: process.platform !== 'win32',
			stdio: ['ignore', log, log, 'ipc'],
		});
	} finally {
		closeSync(log);
	}
}

function earlyExit(child: ChildProcess, logs: string): HostFailure {
	const lines = logs.split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
	const said = lines.slice(-4).join(' | ').slice(-600);
	const how = child.signalCode ?? `exit code ${child.exitCode}`;
	return new HostFailure(`n8n ended before it was ready (${how}); its last words: ${said}`);
}

async function isReady(url: string): Promise<boolean> {
	try {
		const answer = await axios.get(`${url}/healthz/readiness`, {
			timeout: 2_000,
			proxy: false,
			validateStatus: () => true,
		});
		return answer.status === 200;
	} catch {
		return false;
	}
}

interface Run {
	readonly child: ChildProcess;
	readonly url: string;
	readonly started: number;
	readonly logs: () => string;
	readonly log: (line: string) => void;
}

async function waitReady(run: Run, timeoutMs: number): Promise<number> {
	const { child, started } = run;
	let toldAt = Date.now();
	while (Date.now() - started < timeoutMs) {
		if (hasEnded(child)) throw earlyExit(child, run.logs());
		if (await isReady(run.url)) return Date.now() - started;
		if (Date.now() - toldAt >= TELL_EVERY_MS) {
			toldAt = Date.now();
			run.log(`  n8n is starting, ${Math.round((toldAt - started) / 1000)} s`);
		}
		await delay(POLL_MS);
	}
	const said = run.logs().trim().split('\n').slice(-3).join(' | ');
	throw new HostFailure(`n8n was not ready after ${timeoutMs / 1000} s; its last words: ${said}`);
}

async function stop(child: ChildProcess, timeoutMs: number): Promise<void> {
	if (!hasEnded(child)) child.kill('SIGTERM');
	await ended(child, timeoutMs);
	killGroup(child);
	await ended(child, 5_000);
}

/**
 * Starts the n8n of `host/` on the data in `userFolder`, on the loopback interface only and silent
 * towards the internet. Resolves once the process runs; `waitReady` tells when it can be used.
 *
 * @throws HostFailure with one sentence: the port is taken, n8n is not installed.
 */
export async function startN8n(options: StartOptions): Promise<N8nInstance> {
	const root = path.resolve(options.root ?? process.cwd());
	const userFolder = path.resolve(options.userFolder);
	const port = options.port ?? (await freePort());
	if (!(await isPortFree(port))) {
		throw new HostFailure(
			`Port ${port} is in use: end the program that listens there or choose another port.`,
		);
	}
	mkdirSync(userFolder, { recursive: true });
	const secrets = await instanceSecrets(root, userFolder, options.owner);
	const url = `http://127.0.0.1:${port}`;
	const brokerPort = await freePort();
	const extra = options.env ?? {};
	const env = instanceEnvironment({ userFolder, port, brokerPort, url, secrets, extra });
	const logFile = path.join(userFolder, 'n8n.log');
	const logStart = existsSync(logFile) ? statSync(logFile).size : 0;
	const logs = (): string => readFileSync(logFile).subarray(logStart).toString('utf8');
	const child = launch(root, options.command ?? 'start', env, logFile);
	const run: Run = { child, url, started: Date.now(), logs, log: options.log ?? (() => {}) };
	return {
		url,
		port,
		process: child,
		owner: secrets.owner,
		userFolder,
		logFile,
		logs,
		waitReady: async (timeoutMs = READY_TIMEOUT_MS) => await waitReady(run, timeoutMs),
		stop: async (timeoutMs = STOP_TIMEOUT_MS) => await stop(child, timeoutMs),
		kill9: async () => {
			killGroup(child);
			await ended(child, 5_000);
		},
	};
}
