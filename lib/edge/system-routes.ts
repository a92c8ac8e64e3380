import { isIP } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isPublicAddress } from '../kernel';

/** No link code has a slash, so none is ever hidden by these. */
const PREFIX = '/-/';

export interface SystemState {
	readonly isStopping: boolean;
	readonly metrics: () => Promise<{ readonly text: string; readonly contentType: string }>;
}

/** True when the path is one of ours and has been answered. */
export async function answerSystemRoute(
	path: string,
	request: IncomingMessage,
	response: ServerResponse,
	{ isStopping, metrics }: SystemState,
): Promise<boolean> {
	if (path === '/robots.txt') {
		answer(response, 200, 'User-agent: *\nDisallow: /\n', 'text/plain');
		return true;
	}
	if (path === '/favicon.ico') {
		answer(response, 404, '', 'text/plain');
		return true;
	}
	if (!path.startsWith(PREFIX)) return false;
	switch (path.slice(PREFIX.length)) {
		case 'health':
			answer(response, 200, '{"status":"ok"}', 'application/json');
			return true;
		case 'ready':
			if (isStopping) answer(response, 503, '{"status":"stopping"}', 'application/json');
			else answer(response, 200, '{"status":"ready"}', 'application/json');
			return true;
		case 'metrics':
			if (isNear(request)) {
				const { text, contentType } = await metrics();
				answer(response, 200, text, contentType);
				return true;
			}
			break;
		default:
	}
	answer(response, 404, '', 'text/plain');
	return true;
}

/** Asked by this machine or network itself; a proxy in front asks for somebody else. */
function isNear({ socket, headers }: IncomingMessage): boolean {
	if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false;
	const address = (socket.remoteAddress ?? '').replace(/^::ffff:/i, '');
	return isIP(address) !== 0 && !isPublicAddress(address);
}

export function answer(
	response: ServerResponse,
	status: number,
	body: string,
	contentType: string,
): void {
	if (response.headersSent) return;
	response.writeHead(status, {
		'Content-Type': contentType,
		'Content-Length': String(Buffer.byteLength(body)),
		'Cache-Control': 'no-store',
		'X-Content-Type-Options': 'nosniff',
	});
	response.end(response.req.method === 'HEAD' ? '' : body);
}
