import { request, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import {
	EdgeServer,
	EdgeWorkspace,
	readClickSettings,
	type ClickOptions,
	type EdgeSite,
} from '../../lib/edge';
import type { AffiliateStore } from '../../lib/ports/store';
import { anAffiliate, aLink, aProgramme } from './builders/registry';
import type { TestWorkspace } from './stores';
import { FIREFOX } from './tracking';

export interface EdgeAnswer {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

export interface AskOptions {
	readonly host?: string;
	readonly headers?: Record<string, string>;
	readonly method?: string;
}

/** Asks a port as a browser would, on a connection of its own. */
export async function askPort(
	port: number,
	path: string,
	{ host = 'go.example.com', headers = {}, method = 'GET' }: AskOptions = {},
): Promise<EdgeAnswer> {
	return await new Promise((resolve, reject) => {
		const asked = { host, 'user-agent': FIREFOX, 'sec-fetch-dest': 'document', ...headers };
		const req = request(
			{ host: '127.0.0.1', port, path, method, headers: asked, agent: false },
			(res) => {
				let body = '';
				res.on('data', (chunk: Buffer) => {
					body += chunk.toString();
				});
				res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body }));
			},
		);
		req.on('error', reject);
		req.end();
	});
}

/** An edge in this process, on a real store. */
export interface TestEdge {
	readonly server: EdgeServer;
	readonly store: AffiliateStore;
	readonly workspace: EdgeWorkspace;
	readonly journal: string;
	readonly log: string[];
	readonly port: number;
	site(overrides?: Partial<EdgeSite> & { readonly options?: ClickOptions }): EdgeSite;
	ask(path: string, options?: AskOptions): Promise<EdgeAnswer>;
	stop(): Promise<void>;
}

/** The registry has a programme, the affiliate anna and the link anna-grinder. */
export async function fillRegistry({ registry }: AffiliateStore): Promise<void> {
	await registry.saveProgramme(aProgramme());
	await registry.saveAffiliate(anAffiliate());
	await registry.saveLink(aLink());
}

export async function startTestEdge(
	{ address, open }: TestWorkspace,
	folder: string,
): Promise<TestEdge> {
	const store = await open();
	await fillRegistry(store);
	const log: string[] = [];
	const note = (message: string): void => void log.push(message);
	const server = new EdgeServer({ info: note, warn: note, error: note });
	const journal = join(folder, 'journal');
	const location =
		address.kind === 'sqlite'
			? address
			: {
					kind: address.kind,
					connection: { connectionString: address.connectionString },
					workspace: address.workspace,
					key: '',
				};
	const workspace = await EdgeWorkspace.open({
		store,
		location,
		lists: { kindsOf: () => [], refresh: async () => await Promise.resolve() },
		folder: journal,
		metrics: server.metrics.keeping,
		log: { info: note, warn: note, error: note },
	});
	await server.listen(0, '127.0.0.1');
	const { port } = server;
	return {
		server,
		store,
		workspace,
		journal,
		log,
		port,
		site: ({ options = {}, ...overrides } = {}) => ({
			name: 'main',
			hosts: [],
			path: '',
			settings: readClickSettings('https://www.example.com/welcome', options),
			runtime: workspace.runtime,
			...overrides,
		}),
		ask: async (path, options) => await askPort(port, path, options),
		stop: async () => {
			await server.stop(1_000);
			await workspace.close();
		},
	};
}
