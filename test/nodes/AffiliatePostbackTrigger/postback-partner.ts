import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IDataObject, INodeParameters, IWebhookFunctions } from 'n8n-workflow';
import type { AffiliateStore } from '../../../lib/ports/store';
import { AffiliatePostbackTrigger } from '../../../nodes/AffiliatePostbackTrigger/AffiliatePostbackTrigger.node';
import { systemClock } from '../../../nodes/shared/clock';
import { closeWorkspaceStores, workspaceStore } from '../../../nodes/shared/workspaceStore';
import { aLink, anAffiliate, aProgramme } from '../../support/builders';

/*
 * A partner's server that posts to the trigger over real HTTP, on an embedded store in a folder of
 * its own. The partner signs as docs/postbacks.md says, by code of its own.
 */

export const NOW = '2026-11-20T09:00:00.000Z';

const NODE = {
	id: 'node-1',
	name: 'Affiliate Postback Trigger',
	type: 'n8n-nodes-affiliate-loop.affiliatePostbackTrigger',
	typeVersion: 2,
	position: [0, 0] as [number, number],
};

export interface Answer {
	readonly status: number;
	readonly headers: IncomingMessage['headers'];
	readonly json: IDataObject;
	readonly text: string;
}

export interface SendOptions {
	/** Left out: the secret of programme 'spring'. */
	readonly secret?: string;
	/** How far the partner's clock is from ours. */
	readonly clockSeconds?: number;
	/** Instead of the right one; null sends none. */
	readonly signature?: string | null;
	readonly contentType?: string;
	/** Sends the body in pieces, without telling its length. */
	readonly isChunked?: boolean;
}

export interface Partner {
	readonly store: AffiliateStore;
	readonly secret: string;
	/** Items that runs were started with. */
	readonly items: IDataObject[];
	readonly log: Array<{ level: string; message: string; data: unknown }>;
	parameters: INodeParameters;
	mode: 'webhook' | 'manual';
	send(body: unknown, options?: SendOptions): Promise<Answer>;
	/** Posts exactly this text under this header. */
	post(text: string, signature: string | null, options?: SendOptions): Promise<Answer>;
	stop(): Promise<void>;
}

let nonces = 0;

export function aNonce(): string {
	nonces += 1;
	return `nonce-${String(nonces).padStart(6, '0')}`;
}

/** A click of Anna's link by a browser, each with a nonce of its own. */
export const aClickBody = (overrides: object = {}) => ({
	type: 'click',
	programme: 'spring',
	nonce: aNonce(),
	link: 'anna-grinder',
	visitor: {
		ip: '203.0.113.7',
		userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
		country: 'de',
		consent: 'granted',
	},
	...overrides,
});

export const aClaimBody = (overrides: object = {}) => ({
	type: 'conversion',
	programme: 'spring',
	nonce: aNonce(),
	orderId: '1001',
	store: 'shop.example.com',
	affiliate: 'anna',
	amount: '87.20',
	currency: 'EUR',
	status: 'paid',
	source: 'partner-network',
	...overrides,
});

export function signatureOf(text: string, secret: string, seconds: number): string {
	const v1 = createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex');
	return `t=${seconds},v1=${v1}`;
}

/** Programme 'spring' with a secret, Anna with a link, Ben who was banned. */
export async function startPartner(): Promise<Partner> {
	const folder = mkdtempSync(join(tmpdir(), 'affiliate-postbacks-'));
	process.env['N8N_USER_FOLDER'] = folder;
	jest.spyOn(systemClock, 'now').mockReturnValue(NOW);
	const store = await workspaceStore({
		getNode: () => ({ ...NODE, parameters: {} }),
		getCredentials: async () => await Promise.reject(new Error('there is none')),
	});
	const programme = aProgramme();
	await store.registry.saveProgramme(programme);
	await store.registry.saveAffiliate(anAffiliate());
	await store.registry.saveAffiliate(
		anAffiliate({ affiliateId: 'aff_ben', code: 'ben', status: 'banned', email: null }),
	);
	await store.registry.saveLink(aLink());
	const secret = await store.registry.rotatePostbackSecret(programme.programmeId, NOW);
	const server = createServer();
	const partner: Partner = {
		store,
		secret,
		items: [],
		log: [],
		parameters: {},
		mode: 'webhook',
		async send(body, options = {}) {
			const { clockSeconds = 0, signature } = options;
			const text = typeof body === 'string' ? body : JSON.stringify(body);
			const seconds = Math.floor(Date.parse(NOW) / 1_000) + clockSeconds;
			const right = signatureOf(text, options.secret ?? secret, seconds);
			return await this.post(text, signature === undefined ? right : signature, options);
		},
		post: async (text, signature, { contentType, isChunked } = {}) =>
			await post(server, text, {
				'content-type': contentType ?? 'application/json',
				...(isChunked === true ? { 'transfer-encoding': 'chunked' } : {}),
				...(signature === null ? {} : { 'x-affiliate-signature': signature }),
			}),
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			jest.restoreAllMocks();
			await closeWorkspaceStores();
			rmSync(folder, { recursive: true, force: true });
			delete process.env['N8N_USER_FOLDER'];
		},
	};
	serve(server, partner);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return partner;
}

function serve(server: Server, partner: Partner): void {
	const trigger = new AffiliatePostbackTrigger();
	server.on('request', (req, res) => {
		const context = {
			getRequestObject: () => withRawBody(req),
			getResponseObject: () => res,
			getHeaderData: () => req.headers,
			getNode: () => ({ ...NODE, parameters: partner.parameters }),
			getWorkflow: () => ({ id: 'workflow-1', name: 'Postbacks', active: true }),
			getMode: () => partner.mode,
			getNodeParameter: (name: string, fallback: unknown) => partner.parameters[name] ?? fallback,
			logger: logger(partner.log),
		};
		void trigger.webhook.call(context as unknown as IWebhookFunctions).then((result) => {
			for (const item of result.workflowData?.flat() ?? []) partner.items.push(item.json);
		});
	});
}

/** n8n's request: the bytes are read on demand. */
function withRawBody(req: IncomingMessage): object {
	const raw: { rawBody?: Buffer; readRawBody: () => Promise<void> } = {
		readRawBody: async () => {
			const chunks: Buffer[] = [];
			for await (const chunk of req) chunks.push(chunk as Buffer);
			raw.rawBody = Buffer.concat(chunks);
		},
	};
	return raw;
}

function logger(lines: Partner['log']): Record<string, (message: string, data: unknown) => void> {
	return Object.fromEntries(
		['debug', 'info', 'warn', 'error'].map((level) => [
			level,
			(message: string, data: unknown) => void lines.push({ level, message, data }),
		]),
	);
}

async function post(
	server: Server,
	text: string,
	headers: Record<string, string>,
): Promise<Answer> {
	const { port } = server.address() as AddressInfo;
	const target = { host: '127.0.0.1', port, path: '/webhook/postback', method: 'POST', headers };
	return await new Promise((resolve, reject) => {
		const req = request({ ...target, agent: false }, (res) => {
			let body = '';
			res.on('data', (chunk: Buffer) => {
				body += chunk.toString();
			});
			res.on('end', () =>
				resolve({
					status: res.statusCode ?? 0,
					headers: res.headers,
					json: JSON.parse(body) as IDataObject,
					text: body,
				}),
			);
		});
		req.on('error', reject);
		req.end(text);
	});
}
