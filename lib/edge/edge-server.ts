import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AffiliateError, reasonOf } from '../kernel';
import type { EdgeLog } from './edge-log';
import { EdgeMetrics } from './edge-metrics';
import { readRequest } from './read-request';
import { redirect } from './redirect';
import { serveSite } from './serve-site';
import { SiteTable, type EdgeSite } from './site';
import { answer, answerSystemRoute } from './system-routes';

/** Enough for any link; more is noise or an attack. */
const LONGEST_TARGET = 8_192;
const HEADER_BYTES = 16_384;
const HEADER_MILLISECONDS = 10_000;
/** Longer than the 60 s of common load balancers, so that these close first. */
const KEEP_ALIVE_MILLISECONDS = 65_000;
const MOST_CONNECTIONS = 20_000;

/** Serves tracked links on a port of its own: several sites, health, metrics, a graceful stop. */
export class EdgeServer {
	readonly metrics: EdgeMetrics;

	private readonly sites = new SiteTable();

	private readonly server: Server;

	private underWay = 0;

	private isStopping = false;

	constructor(private readonly log: EdgeLog) {
		this.metrics = new EdgeMetrics(() => this.underWay);
		this.server = createServer(
			{
				maxHeaderSize: HEADER_BYTES,
				headersTimeout: HEADER_MILLISECONDS,
				requestTimeout: HEADER_MILLISECONDS,
				keepAliveTimeout: KEEP_ALIVE_MILLISECONDS,
				noDelay: true,
			},
			(request, response) => void this.take(request, response),
		);
		this.server.maxConnections = MOST_CONNECTIONS;
	}

	get siteCount(): number {
		return this.sites.size;
	}

	/** Port that is listened on; 0 before. */
	get port(): number {
		return (this.server.address() as AddressInfo | null)?.port ?? 0;
	}

	/** Throws `host_taken` when another site has the same host and path. */
	addSite(site: EdgeSite): void {
		this.sites.add(site);
	}

	removeSite(site: EdgeSite): void {
		this.sites.remove(site);
	}

	/** Throws `port_not_free` when the port cannot be listened on. */
	async listen(port: number, host: string): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			const refuse = (error: Error): void => reject(portNotFree(port, host, error));
			this.server.once('error', refuse);
			this.server.listen(port, host, () => {
				this.server.off('error', refuse);
				this.server.on('error', (error) => {
					this.log.error('The port has failed', { reason: reasonOf(error) });
				});
				resolve();
			});
		});
	}

	/**
	 * Takes no more connections, answers what has come, and resolves when all is answered or the time
	 * is over. Every answer that was given has a durable click behind it.
	 */
	async stop(graceMilliseconds: number): Promise<void> {
		this.isStopping = true;
		const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
		this.server.closeIdleConnections();
		const timer = setTimeout(() => this.server.closeAllConnections(), graceMilliseconds);
		await closed;
		clearTimeout(timer);
		this.metrics.close();
	}

	private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
		this.underWay += 1;
		try {
			// Load balancers go elsewhere with their next request.
			if (this.isStopping) response.setHeader('Connection', 'close');
			await this.serve(request, response);
		} catch (error) {
			this.log.error('A request could not be answered', { reason: reasonOf(error) });
			answer(response, 500, '', 'text/plain');
		} finally {
			this.underWay -= 1;
		}
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const started = performance.now();
		const { method, url = '/', headers } = request;
		if (method !== 'GET' && method !== 'HEAD') {
			response.setHeader('Allow', 'GET, HEAD');
			this.refuse(response, 405, started);
			return;
		}
		if (url.length > LONGEST_TARGET || !url.startsWith('/')) {
			this.refuse(response, 414, started);
			return;
		}
		const query = url.indexOf('?');
		const path = query < 0 ? url : url.slice(0, query);
		const state = {
			isStopping: this.isStopping,
			metrics: async () => ({
				text: await this.metrics.text(),
				contentType: this.metrics.contentType,
			}),
		};
		if (await answerSystemRoute(path, request, response, state)) return;
		const match = this.sites.find(headers.host ?? '', path);
		if (match === null) {
			this.refuse(response, 404, started);
			return;
		}
		const { site, pathCode } = match;
		const facts = readRequest(request, decoded(pathCode), {
			trusted: site.settings.tracking.trustedProxies,
			usesHostSetting: false,
		});
		const { location, cookies, outcome } = await serveSite(
			facts,
			site.settings,
			site.runtime,
			(what, reason) => this.log.error(`${site.name}: ${what}`, { reason }),
		);
		redirect(response, location, cookies);
		this.metrics.answered(site.name, outcome, secondsSince(started));
	}

	private refuse(response: ServerResponse, status: number, started: number): void {
		answer(response, status, '', 'text/plain');
		this.metrics.answered('', 'refused', secondsSince(started));
	}
}

/** A code that cannot be decoded is no code, and leads to the fallback as it is. */
function decoded(code: string | null): string | null {
	if (code?.includes('%') !== true) return code;
	try {
		return decodeURIComponent(code);
	} catch {
		return code;
	}
}

function secondsSince(started: number): number {
	return (performance.now() - started) / 1_000;
}

function portNotFree(port: number, host: string, error: Error): AffiliateError {
	// Not in the message: n8n puts words of its own in place of a text with such a code.
	const { code = 'unknown' } = error as NodeJS.ErrnoException;
	return new AffiliateError(`Port ${port} of ${host} cannot be listened on`, {
		code: 'port_not_free',
		details: { reason: code },
		hint:
			code === 'EACCES'
				? 'Ports below 1024 need rights: choose another one and let your proxy lead to it.'
				: 'Another program uses it, or the address is not of this machine: choose another one.',
	});
}
