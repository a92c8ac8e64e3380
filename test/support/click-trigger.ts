import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INodeParameters, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { AffiliateClickTrigger } from '../../nodes/AffiliateClickTrigger/AffiliateClickTrigger.node';
import { closeClickRuntimes } from '../../nodes/AffiliateClickTrigger/runtimes';
import { closeWorkspaceStores, workspaceStore } from '../../nodes/shared/workspaceStore';
import type { AffiliateStore } from '../../lib/ports/store';

export interface LogLine {
	readonly level: string;
	readonly message: string;
	readonly data: unknown;
}

export interface Answer {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

/** The trigger behind a real HTTP server, on an embedded store in a folder of its own. */
export interface RunningTrigger {
	readonly store: AffiliateStore;
	readonly folder: string;
	readonly port: number;
	/** What `webhook()` returned, newest last. */
	readonly results: IWebhookResponseData[];
	readonly log: LogLine[];
	parameters: INodeParameters;
	mode: 'webhook' | 'manual';
	ask(path: string, headers?: Record<string, string | string[]>, method?: string): Promise<Answer>;
	stop(): Promise<void>;
}

const NODE = {
	id: 'node-1',
	name: 'Affiliate Click Trigger',
	type: 'n8n-nodes-affiliate-loop.affiliateClickTrigger',
	typeVersion: 2,
	position: [0, 0] as [number, number],
};

export async function startTrigger(parameters: INodeParameters): Promise<RunningTrigger> {
	const folder = mkdtempSync(join(tmpdir(), 'affiliate-clicks-'));
	process.env['N8N_USER_FOLDER'] = folder;
	const trigger = new AffiliateClickTrigger();
	// More than any request is allowed in n8n, so that a test can see what long headers cost.
	const server = createServer({ maxHeaderSize: 1_000_000 });
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const running: RunningTrigger = {
		store: await workspaceStore({
			getNode: () => ({ ...NODE, parameters: {} }),
			getCredentials: async () => await Promise.reject(new Error('there is none')),
		}),
		folder,
		port: (server.address() as AddressInfo).port,
		results: [],
		log: [],
		parameters,
		mode: 'webhook',
		ask: async (path, headers, method) => await ask(server, path, headers, method),
		stop: async () => {
			closeClickRuntimes();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			await closeWorkspaceStores();
			rmSync(folder, { recursive: true, force: true });
			delete process.env['N8N_USER_FOLDER'];
		},
	};
	server.on('request', (req, res) => {
		const linkCode = /^\/webhook\/go\/([^?]+)/.exec(req.url ?? '')?.[1];
		const context = {
			getRequestObject: () => req,
			getResponseObject: () => res,
			getParamsData: () => (linkCode === undefined ? {} : { linkCode }),
			getNode: () => ({ ...NODE, parameters: running.parameters }),
			getWorkflow: () => ({ id: folder, name: 'Clicks', active: true }),
			getMode: () => running.mode,
			getNodeParameter: (name: string, fallback: unknown) => running.parameters[name] ?? fallback,
			logger: logger(running.log),
		};
		void trigger.webhook
			.call(context as unknown as IWebhookFunctions)
			.then((result) => running.results.push(result));
	});
	return running;
}

function logger(lines: LogLine[]): Record<string, (message: string, data: unknown) => void> {
	return Object.fromEntries(
		['debug', 'info', 'warn', 'error'].map((level) => [
			level,
			(message: string, data: unknown) => void lines.push({ level, message, data }),
		]),
	);
}

async function ask(
	server: Server,
	path: string,
	headers: Record<string, string | string[]> = {},
	method = 'GET',
): Promise<Answer> {
	const { port } = server.address() as AddressInfo;
	return await new Promise((resolve, reject) => {
		const req = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (res) => {
			let body = '';
			res.on('data', (chunk: Buffer) => {
				body += chunk.toString();
			});
			res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body }));
		});
		req.on('error', reject);
		req.end();
	});
}
