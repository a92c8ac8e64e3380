import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

import { HostFailure } from './failure.ts';

/** One finished npm run. `output` is stdout and stderr together, bounded to its last 400 lines. */
export interface NpmRun {
	readonly code: number;
	readonly output: string;
	readonly stdout: string;
}

/** What to run. `onLine` sees every line as it comes, so that a long run can show its progress. */
export interface NpmRequest {
	readonly args: readonly string[];
	readonly cwd: string;
	readonly env?: Readonly<Record<string, string>>;
	/** Hears npm's process id. */
	readonly onStart?: (pid: number) => void;
	readonly onLine?: (line: string) => void;
	/**
	 * Consecutive failed downloads after which npm is ended: `first` while none has succeeded yet,
	 * `later` afterwards. Without it npm goes on by itself, which takes minutes for a large lock.
	 */
	readonly giveUpAfter?: { readonly first: number; readonly later: number };
}

const OUTPUT_LINES = 400;
const NETWORK =
	/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED/;

function npmCommand(): { file: string; prefix: string[] } {
	const cli = process.env['npm_execpath'];
	if (cli && /npm-cli\.c?js$/.test(cli)) return { file: process.execPath, prefix: [cli] };
	return { file: process.platform === 'win32' ? 'npm.cmd' : 'npm', prefix: [] };
}

/**
 * The environment of an npm that runs on this process's own Node: its folder first in PATH, and its
 * headers for node-gyp where they lie beside the binary, so that a native build needs no download.
 * Retries come sooner than npm's own (10 to 60 s), so that a missing network shows within seconds.
 */
function npmEnvironment(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
	const binFolder = path.dirname(process.execPath);
	const home = path.dirname(binFolder);
	const headers = existsSync(path.join(home, 'include', 'node', 'node.h'));
	const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
	return {
		...process.env,
		...(headers ? { npm_config_nodedir: home } : {}),
		...extra,
		[pathKey]: [binFolder, process.env[pathKey] ?? ''].join(path.delimiter),
		npm_config_update_notifier: 'false',
		npm_config_fetch_retry_mintimeout: '2000',
		npm_config_fetch_retry_maxtimeout: '10000',
	};
}

/** Reads npm's own report of its downloads (log level http). */
function networkWatch(giveUpAfter: NpmRequest['giveUpAfter']): (line: string) => boolean {
	let failures = 0;
	let allowed = giveUpAfter?.first ?? Number.POSITIVE_INFINITY;
	return (line) => {
		if (/npm http fetch .* failed with /.test(line)) failures += 1;
		else if (/npm http fetch /.test(line)) {
			failures = 0;
			allowed = giveUpAfter?.later ?? allowed;
		}
		return failures >= allowed;
	};
}

/**
 * Runs npm under this process's Node and resolves when it ends, whatever its exit code.
 *
 * @throws HostFailure if npm cannot be started at all.
 */
export async function runNpm(request: NpmRequest): Promise<NpmRun> {
	const { file, prefix } = npmCommand();
	const child = spawn(file, [...prefix, ...request.args], {
		cwd: request.cwd,
		env: npmEnvironment(request.env ?? {}),
		shell: process.platform === 'win32',
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	if (child.pid !== undefined) request.onStart?.(child.pid);
	const killChild = (): void => void child.kill('SIGTERM');
	process.once('exit', killChild);
	const lines: string[] = [];
	const isNetworkDown = networkWatch(request.giveUpAfter);
	let stdout = '';
	const take = (chunk: string): void => {
		for (const line of chunk.split('\n').filter((text) => text.trim() !== '')) {
			lines.push(line);
			if (lines.length > OUTPUT_LINES) lines.shift();
			request.onLine?.(line);
			if (isNetworkDown(line)) killChild();
		}
	};
	child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
		stdout += chunk;
		take(chunk);
	});
	child.stderr.setEncoding('utf8').on('data', take);
	try {
		const code = await new Promise<number>((resolve, reject) => {
			child.once('error', reject);
			child.once('close', (status) => resolve(status ?? 1));
		});
		return { code, output: lines.join('\n'), stdout };
	} catch (error) {
		throw new HostFailure('npm could not be started: install Node.js together with npm.', {
			cause: error,
		});
	} finally {
		process.removeListener('exit', killChild);
	}
}

/** Turns a failed npm run into one sentence: `what` is what was being done ("n8n could not …"). */
export function npmFailure(what: string, run: NpmRun): HostFailure {
	if (NETWORK.test(run.output)) {
		return new HostFailure(
			`${what} because the npm registry is unreachable: connect to the network and try again.`,
		);
	}
	if (/ENOSPC/.test(run.output)) {
		return new HostFailure(`${what} because the disk is full: free about 4 GB and try again.`);
	}
	const errors = run.output.split('\n').filter((line) => /npm (error|ERR!)/.test(line));
	const said = (errors.length > 0 ? errors : run.output.split('\n')).slice(0, 4).join(' ');
	return new HostFailure(`${what} (npm exit code ${run.code}): ${said}`);
}
