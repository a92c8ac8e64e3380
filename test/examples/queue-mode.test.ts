import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { readEdgeConfig } from '../../scripts/cli/edge/edge-config';

const ROOT = path.join(__dirname, '../..');
const FOLDER = path.join(ROOT, 'examples/queue-mode');

interface Service {
	readonly image: string;
	readonly build?: { readonly args: Readonly<Record<string, string>> };
	readonly command?: readonly string[];
	readonly environment?: Readonly<Record<string, string>>;
	readonly deploy?: { readonly replicas: number };
	readonly depends_on?: object;
	readonly volumes?: readonly string[];
	readonly healthcheck?: object;
}

interface Compose {
	readonly services: Readonly<Record<string, Service>>;
	readonly volumes: object;
}

const read = (file: string): string => readFileSync(path.join(FOLDER, file), 'utf8');
const text = read('compose.yaml');
const compose = parse(text, { merge: true }) as Compose;
const services = Object.entries(compose.services);
const guide = readFileSync(path.join(ROOT, 'docs/scaling.md'), 'utf8');

/** What the file takes from .env. */
const taken = new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name ?? ''));

describe('the compose file of queue mode', () => {
	it('has every process of the guide', () => {
		expect(services.map(([name]) => name)).toEqual([
			'n8n-main',
			'n8n-worker',
			'n8n-webhook',
			'edge',
			'postgres',
			'redis',
		]);
		expect(compose.services['n8n-worker']?.deploy?.replicas).toBe(2);
	});

	it('runs the n8n that the package is tested with', () => {
		const host = JSON.parse(readFileSync(path.join(ROOT, 'host/package.json'), 'utf8')) as {
			dependencies: Record<string, string>;
		};
		const version = host.dependencies['n8n'];
		expect(read('Dockerfile')).toContain(`FROM n8nio/n8n:${version}\n`);
		expect(compose.services['n8n-main']?.image).toBe(`affiliate-loop-n8n:${version}`);
	});

	it('gives all processes of n8n the same settings', () => {
		const [main, worker, webhook] = ['n8n-main', 'n8n-worker', 'n8n-webhook'].map(
			(name) => compose.services[name]?.environment,
		);
		expect(worker).toEqual(webhook);
		expect(main).toMatchObject(worker ?? {});
		expect(worker).toMatchObject({ EXECUTIONS_MODE: 'queue', DB_TYPE: 'postgresdb' });
	});

	it('sets nothing that the guide does not name', () => {
		const set = services.flatMap(([, { environment }]) => Object.keys(environment ?? {}));
		const args = services.flatMap(([, { build }]) => Object.keys(build?.args ?? {}));
		const names = [...new Set([...set, ...args, ...taken])];
		expect(names.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
	});

	it('holds no secret', () => {
		for (const [, { environment }] of services) {
			for (const [name, value] of Object.entries(environment ?? {})) {
				if (/KEY|PASSWORD|AUTH/.test(name)) expect(value).toMatch(/^\$\{\w+:\?/);
			}
		}
	});

	it('is filled in by the names of .env.example, whose values are empty', () => {
		const lines = read('.env.example')
			.split('\n')
			.filter((line) => line !== '' && !line.startsWith('#'));
		expect(lines.every((line) => /^\w+=$/.test(line))).toBe(true);
		expect(lines.map((line) => line.slice(0, -1)).sort()).toEqual([...taken].sort());
	});

	it('keeps what a process writes down in a volume of its own', () => {
		const mounts = services.flatMap(([, { volumes }]) => volumes ?? []);
		const named = mounts
			.map((mount) => mount.split(':')[0])
			.filter((name) => name !== './edge.json');
		expect(named.sort()).toEqual(Object.keys(compose.volumes).sort());
		expect(compose.services['n8n-worker']?.volumes).toBeUndefined();
	});

	it('opens ports to this machine only', () => {
		const published = [...text.matchAll(/ports: \['(.+)'\]/g)].map(([, port]) => port ?? '');
		expect(published).toHaveLength(3);
		expect(published.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
	});
});

describe('the edge of the compose file', () => {
	it('has a file that the edge reads', async () => {
		const config = await readEdgeConfig(path.join(FOLDER, 'edge.json'), {
			AFFILIATE_STORE_DATA_KEY: Buffer.alloc(32).toString('base64'),
			AFFILIATE_STORE_PASSWORD: 'any',
		});
		expect(config.port).toBe(8090);
		expect(config.location).toMatchObject({ kind: 'postgres', maxConnections: 4 });
		const mount = '/home/node/.n8n/affiliate-loop';
		expect(config.journalFolder.startsWith(`${mount}/`)).toBe(true);
		expect(compose.services['edge']?.volumes).toContain(`edge-journal:${mount}`);
	});
});
