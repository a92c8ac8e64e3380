import type { RequestFacts, RequestHeaders } from '../tracking';

/** The parts of Express' request that matter here. */
export interface WebhookRequest {
	readonly method?: string | undefined;
	readonly url?: string | undefined;
	readonly originalUrl?: string;
	readonly headers: RequestHeaders;
	readonly socket: { readonly remoteAddress?: string | undefined };
	/** Express' view of the visitor's address, by n8n's proxy setting. */
	readonly ip?: string | undefined;
	readonly protocol?: string;
}

/**
 * Reads a request once, whatever parsers n8n put in front. When n8n's own proxy setting decides,
 * Express has worked out the address already.
 */
export function readRequest(
	request: WebhookRequest,
	pathCode: string | null,
	proxies: { readonly trusted: number; readonly usesHostSetting: boolean },
): RequestFacts {
	const target = request.originalUrl ?? request.url ?? '';
	const queryStart = target.indexOf('?');
	const socketAddress = request.socket.remoteAddress ?? null;
	return {
		method: request.method === 'HEAD' ? 'HEAD' : 'GET',
		headers: request.headers,
		query: new URLSearchParams(queryStart === -1 ? '' : target.slice(queryStart + 1)),
		pathCode,
		remoteAddress: proxies.usesHostSetting ? (request.ip ?? socketAddress) : socketAddress,
		isHttps: request.protocol === 'https' || (proxies.trusted > 0 && isForwardedHttps(request)),
	};
}

function isForwardedHttps({ headers }: WebhookRequest): boolean {
	const value = headers['x-forwarded-proto'];
	return (typeof value === 'string' ? value : value?.[0])?.trim().toLowerCase() === 'https';
}
