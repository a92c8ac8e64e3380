import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { contentHash } from './content-hash.ts';
import { HostFailure } from './failure.ts';
import { withLockFile } from './lock-file.ts';
import { npmFailure, runNpm } from './npm.ts';

/** Which package goes into which n8n. */
export interface PackageInstallOptions {
	/** Folder of the package's sources (the repository). */
	readonly root?: string;
	/** n8n's user folder (`N8N_USER_FOLDER`): the package goes below its `.n8n/nodes`. */
	readonly userFolder: string;
	readonly log?: (line: string) => void;
}

/** What is installed where. `fresh` is true if this call installed it. */
export interface InstalledPackage {
	readonly name: string;
	readonly version: string;
	readonly folder: string;
	readonly fresh: boolean;
}

interface Manifest extends Record<string, unknown> {
	readonly name: string;
	readonly version: string;
}

const SOURCES = ['lib', 'nodes', 'credentials', 'workflows', 'scripts/cli', 'package.json'];
const BUILD_FILES = ['tsconfig.json', 'tsconfig.build.json', 'gulpfile.js', 'README.md', 'LICENSE'];
const INSTALL_MARKER = '.affiliate-loop.json';
/** The flags n8n itself passes to npm inside a community package's folder. */
const N8N_INSTALL_FLAGS = [
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
];

async function readManifest(file: string): Promise<Manifest> {
	return JSON.parse(await readFile(file, 'utf8')) as Manifest;
}

async function recordedHash(file: string): Promise<string | undefined> {
	const text = await readFile(file, 'utf8').catch(() => '');
	return /"hash":\s*"([0-9a-f]{64})"/.exec(text)?.[1];
}

async function build(root: string, hash: string, log: (text: string) => void): Promise<void> {
	const marker = path.join(root, '.affiliate-loop', 'build.json');
	if (existsSync(path.join(root, 'dist')) && (await recordedHash(marker)) === hash) return;
	log('Building the package ...');
	const run = await runNpm({ args: ['run', 'build'], cwd: root });
	if (run.code !== 0) {
		const errors = run.output.split('\n').filter((line) => /error/i.test(line));
		throw new HostFailure(`The package could not be built: ${errors.slice(0, 3).join(' ')}`);
	}
	await mkdir(path.dirname(marker), { recursive: true });
	await writeFile(marker, `${JSON.stringify({ hash })}\n`);
}

async function pack(root: string): Promise<string> {
	const folder = path.join(root, '.affiliate-loop', 'pack');
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const args = ['pack', '--ignore-scripts', '--pack-destination', folder, '--loglevel=error'];
	const run = await runNpm({ args, cwd: root });
	const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
	if (run.code !== 0 || !tarball) throw npmFailure('The package could not be packed', run);
	return path.join(folder, tarball);
}

async function extract(tarball: string, folder: string): Promise<Manifest> {
	await mkdir(folder, { recursive: true });
	const args = ['-xzf', tarball, '-C', folder, '--strip-components=1'];
	try {
		await promisify(execFile)('tar', args);
	} catch (error) {
		throw new HostFailure(
			'The packed package could not be unpacked: the "tar" command is needed.',
			{
				cause: error,
			},
		);
	}
	const file = path.join(folder, 'package.json');
	const manifest: Manifest & { peerDependencies?: unknown } = { ...(await readManifest(file)) };
	delete manifest['devDependencies'];
	delete manifest['peerDependencies'];
	delete manifest['optionalDependencies'];
	await writeFile(file, JSON.stringify(manifest, null, 2));
	return manifest;
}

/** The record n8n keeps of its community packages, in the form n8n itself writes it. */
async function record(nodesFolder: string, { name, version }: Manifest): Promise<void> {
	const file = path.join(nodesFolder, 'package.json');
	const present = (await readManifest(file).catch(() => undefined)) as
		{ dependencies?: Record<string, string> } | undefined;
	const ledger = {
		name: 'installed-nodes',
		private: true,
		dependencies: { ...present?.dependencies, [name]: version },
	};
	await writeFile(file, JSON.stringify(ledger, null, 2));
}

/**
 * Unpacks beside n8n's `node_modules` and moves the finished folder into place, so that neither n8n
 * nor an interrupted run ever sees half a package.
 */
async function place(tarball: string, nodesFolder: string, hash: string): Promise<Manifest> {
	const staging = path.join(nodesFolder, `.staging-${process.pid}`);
	await rm(staging, { recursive: true, force: true });
	try {
		const manifest = await extract(tarball, staging);
		const args = ['install', ...N8N_INSTALL_FLAGS, '--prefer-offline', '--loglevel=error'];
		const run = await runNpm({ args, cwd: staging });
		if (run.code !== 0) throw npmFailure("The package's dependencies could not be installed", run);
		await writeFile(path.join(staging, INSTALL_MARKER), `${JSON.stringify({ hash })}\n`);
		const target = path.join(nodesFolder, 'node_modules', manifest.name);
		await mkdir(path.dirname(target), { recursive: true });
		await rm(target, { recursive: true, force: true });
		await rename(staging, target);
		await record(nodesFolder, manifest);
		return manifest;
	} finally {
		await rm(staging, { recursive: true, force: true });
	}
}

/**
 * Builds the package of `root` unless these very sources are built already.
 *
 * @throws HostFailure with one sentence if the build fails.
 */
export async function ensureBuilt(options: {
	readonly root: string;
	readonly log?: (line: string) => void;
}): Promise<void> {
	const hash = await contentHash(options.root, [...SOURCES, ...BUILD_FILES]);
	const lock = path.join(options.root, '.affiliate-loop', 'package-install.lock');
	await withLockFile(lock, async () => await build(options.root, hash, options.log ?? (() => {})));
}

/**
 * Builds and packs the package of `root` and installs the tarball into an n8n user folder the way
 * n8n installs a community package: unpacked below `.n8n/nodes/node_modules`, peer and development
 * dependencies struck out, runtime dependencies nested, install scripts off. n8n loads it at its next
 * start. Does nothing if the same sources are installed already.
 *
 * @throws HostFailure with one sentence: the build fails, no network for the dependencies.
 */
export async function packAndInstall(options: PackageInstallOptions): Promise<InstalledPackage> {
	const root = path.resolve(options.root ?? process.cwd());
	const log = options.log ?? (() => {});
	const nodesFolder = path.join(path.resolve(options.userFolder), '.n8n', 'nodes');
	const { name, version } = await readManifest(path.join(root, 'package.json'));
	const folder = path.join(nodesFolder, 'node_modules', name);
	const hash = await contentHash(root, [...SOURCES, ...BUILD_FILES]);
	if ((await recordedHash(path.join(folder, INSTALL_MARKER))) === hash) {
		return { name, version, folder, fresh: false };
	}
	const lock = path.join(root, '.affiliate-loop', 'package-install.lock');
	await withLockFile(lock, async () => {
		await build(root, hash, log);
		log(`Installing ${name} ${version} into n8n ...`);
		await mkdir(nodesFolder, { recursive: true });
		await place(await pack(root), nodesFolder, hash);
	});
	return { name, version, folder, fresh: true };
}
