import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { npmFailure, runNpm } from '../../../host/npm.ts';
import { ensureBuilt } from '../../../host/package-install.ts';

/** What a command printed and how it ended. */
export interface CommandRun {
	readonly code: number;
	readonly out: string;
	readonly error: string;
}

/** Somebody who has the packed package in an empty folder and nothing of this repository. */
export interface Stranger {
	/** Runs `npx n8n-nodes-affiliate-loop …` there. */
	npx(...args: readonly string[]): Promise<CommandRun>;
	remove(): Promise<void>;
}

/**
 * Packs the package and installs the tarball into an empty folder. The peer `n8n-workflow`, which
 * only n8n itself needs, is left out: it would bring 150 MB and native builds.
 */
export async function newStranger(root: string): Promise<Stranger> {
	await ensureBuilt({ root });
	const folder = mkdtempSync(path.join(tmpdir(), 'affiliate-loop-stranger-'));
	await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
	const packArgs = ['pack', '--ignore-scripts', '--pack-destination', folder, '--loglevel=error'];
	const packed = await runNpm({ args: packArgs, cwd: root });
	const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
	if (packed.code !== 0 || tarball === undefined) throw npmFailure('Packing failed', packed);
	const installArgs = ['install', `./${tarball}`, '--prefer-offline'];
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
	const installed = await runNpm({ args: [...installArgs, ...quiet], cwd: folder });
	if (installed.code !== 0) throw npmFailure('Installing failed', installed);
	return {
		npx: async (...args) => await npx(folder, args),
		remove: async () => await rm(folder, { recursive: true, force: true, maxRetries: 3 }),
	};
}

/** Without the variables that npm and the tests put into the environment of their children. */
function plainEnvironment(): NodeJS.ProcessEnv {
	const foreign = /^(npm_|N8N_|NODE_ENV$|JEST_|NODE_OPTIONS$)/;
	const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
	const bin = path.dirname(process.execPath);
	const search = [bin, process.env['PATH'] ?? ''].join(path.delimiter);
	return { ...Object.fromEntries(kept), PATH: search };
}

async function npx(cwd: string, args: readonly string[]): Promise<CommandRun> {
	const command = ['--no-install', 'n8n-nodes-affiliate-loop', ...args];
	const child = spawn('npx', command, {
		cwd,
		env: plainEnvironment(),
		shell: process.platform === 'win32',
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let out = '';
	let error = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
	const code = await new Promise<number>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (status) => resolve(status ?? 1));
	});
	return { code, out, error: withoutNpmWarnings(error) };
}

/** npm's own remarks about the user's settings are not the command's words. */
function withoutNpmWarnings(text: string): string {
	const lines = text.split('\n').filter((line) => !/^npm (warn|notice)/i.test(line));
	return lines.join('\n').trim();
}
