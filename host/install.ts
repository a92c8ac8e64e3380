import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { HostFailure } from './failure.ts';
import { withLockFile } from './lock-file.ts';
import { npmFailure, runNpm } from './npm.ts';

/** Where to install n8n, and who hears about it. */
export interface InstallOptions {
	/** Folder of the repository: n8n goes into its `host/node_modules`. */
	readonly root?: string;
	readonly log?: (line: string) => void;
}

/** What is installed. `fresh` is true if this call did the work. */
export interface InstalledN8n {
	readonly version: string;
	readonly fresh: boolean;
	/** The script that Node runs to start n8n. */
	readonly bin: string;
}

interface Manifest {
	readonly version?: string;
	readonly packages?: Record<string, { version?: string; os?: string[]; cpu?: string[] }>;
}

/** The folder being filled, who hears about it, and how its lock learns of a child process. */
interface Site {
	readonly host: string;
	readonly log: (text: string) => void;
	readonly hold: (pid: number) => void;
}

const MARKER = path.join('node_modules', '.affiliate-loop.json');
const HIDDEN_LOCK = path.join('node_modules', '.package-lock.json');
const PROGRESS_MS = 5_000;
const MINIMUM_NODE = 24;
/** Failed downloads in a row that mean there is no network, rather than a bad moment. */
const GIVE_UP_AFTER = { first: 5, later: 40 };

async function readManifest(file: string): Promise<Manifest | undefined> {
	try {
		return JSON.parse(await readFile(file, 'utf8')) as Manifest;
	} catch {
		return undefined;
	}
}

function isForThisMachine({ os, cpu }: { os?: string[]; cpu?: string[] }): boolean {
	const fits = (allowed: string[] | undefined, own: string): boolean =>
		!allowed ||
		allowed.includes(own) ||
		allowed.every((each) => each.startsWith('!') && each !== `!${own}`);
	return fits(os, process.platform) && fits(cpu, process.arch);
}

async function lockedState(
	host: string,
): Promise<{ version: string; hash: string; total: number }> {
	const file = path.join(host, 'package-lock.json');
	const lock = await readManifest(file);
	const version = lock?.packages?.['node_modules/n8n']?.version;
	if (!version) {
		throw new HostFailure(
			`${file} is missing or does not lock n8n: restore it from the repository.`,
		);
	}
	const hash = createHash('sha256')
		.update(await readFile(file))
		.digest('hex');
	return {
		version,
		hash,
		total: Object.values(lock.packages ?? {}).filter(isForThisMachine).length,
	};
}

async function isMarkedComplete(host: string, hash: string): Promise<boolean> {
	const marker = await readFile(path.join(host, MARKER), 'utf8').catch(() => '');
	if (!marker.includes(hash)) return false;
	return existsSync(path.join(host, 'node_modules', 'n8n', 'bin', 'n8n'));
}

/** Asked of a Node of its own: this process may resolve modules differently, as a test runner does. */
function sqliteLoads(host: string): boolean {
	const run = spawnSync(process.execPath, ['-e', "require('sqlite3')"], { cwd: host });
	return run.status === 0;
}

/** npm writes its hidden lock as the very last step, so its presence proves a finished install. */
async function isInstalled(host: string, version: string): Promise<boolean> {
	const hidden = await readManifest(path.join(host, HIDDEN_LOCK));
	const installed = await readManifest(path.join(host, 'node_modules', 'n8n', 'package.json'));
	const recorded = hidden?.packages?.['node_modules/n8n']?.version;
	return recorded === version && installed?.version === version;
}

async function withProgress<T>(
	work: (count: () => void) => Promise<T>,
	line: (seconds: number, counted: number) => string,
	log: (text: string) => void,
): Promise<T> {
	const started = Date.now();
	let counted = 0;
	const tell = (): void => log(line(Math.round((Date.now() - started) / 1000), counted));
	const timer = setInterval(tell, PROGRESS_MS);
	try {
		return await work(() => void (counted += 1));
	} finally {
		clearInterval(timer);
	}
}

async function installPackages({ host, log, hold }: Site, total: number): Promise<void> {
	const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=http'];
	const run = await withProgress(
		async (count) =>
			await runNpm({
				args: [...args, '--prefer-offline'],
				cwd: host,
				giveUpAfter: GIVE_UP_AFTER,
				onStart: hold,
				onLine: (line) => {
					if (/npm http (fetch|cache)/.test(line) && !line.includes(' failed ')) count();
				},
			}),
		(seconds, counted) =>
			counted >= total * 0.95
				? `  n8n: ${total} packages fetched, unpacking, ${seconds} s`
				: `  n8n: ${counted} of about ${total} packages fetched, ${seconds} s`,
		log,
	);
	if (run.code !== 0) throw npmFailure('n8n could not be installed', run);
}

async function buildSqlite({ host, log, hold }: Site): Promise<void> {
	const run = await withProgress(
		async () =>
			await runNpm({
				args: ['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'],
				cwd: host,
				onStart: hold,
			}),
		(seconds) => `  n8n's database driver (sqlite3): downloading or compiling, ${seconds} s`,
		log,
	);
	if (run.code === 0 && sqliteLoads(host)) return;
	const tail = run.output.split('\n').slice(-3).join(' ').slice(0, 300);
	throw new HostFailure(
		"n8n's database driver sqlite3 could be neither downloaded ready-made nor compiled: install a " +
			`C++ compiler, make and Python 3 and try again (last words: ${tail}).`,
	);
}

async function install(site: Site): Promise<boolean> {
	const { host, log } = site;
	const { version, hash, total } = await lockedState(host);
	if (await isMarkedComplete(host, hash)) return false;
	const started = Date.now();
	let fresh = false;
	if (!(await isInstalled(host, version))) {
		log(`Installing n8n ${version} into host/ (once; 3 to 4 minutes, about 2.8 GB) ...`);
		await installPackages(site, total);
		fresh = true;
	}
	if (!sqliteLoads(host)) {
		await buildSqlite(site);
		fresh = true;
	}
	await writeFile(path.join(host, MARKER), `${JSON.stringify({ version, lock: hash })}\n`);
	if (fresh) log(`n8n ${version} is installed (${Math.round((Date.now() - started) / 1000)} s).`);
	return fresh;
}

/**
 * Makes sure that the n8n pinned by `host/package-lock.json` is installed and can open its database.
 * Returns at once when it is; an install that was interrupted is repaired. Safe to call from several
 * processes at the same time.
 *
 * @throws HostFailure with one sentence: no network, disk full, no compiler, Node too old.
 */
export async function ensureN8nInstalled(options: InstallOptions = {}): Promise<InstalledN8n> {
	const root = path.resolve(options.root ?? process.cwd());
	const log = options.log ?? (() => {});
	if (Number.parseInt(process.versions.node, 10) < MINIMUM_NODE) {
		throw new HostFailure(`n8n needs Node ${MINIMUM_NODE}, this is Node ${process.versions.node}.`);
	}
	const host = path.join(root, 'host');
	const { version, hash } = await lockedState(host);
	const bin = path.join(host, 'node_modules', 'n8n', 'bin', 'n8n');
	if (await isMarkedComplete(host, hash)) return { version, fresh: false, bin };
	const fresh = await withLockFile(
		path.join(root, '.affiliate-loop', 'host-install.lock'),
		async (hold) => await install({ host, log, hold }),
		(pid) => log(`Waiting for another process (${pid}) that is installing n8n ...`),
	);
	return { version, fresh, bin };
}
