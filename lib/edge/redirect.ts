/** The parts of Express' response that matter here. */
export interface WebhookResponse {
	readonly headersSent: boolean;
	writeHead(status: number, headers: Record<string, string | string[]>): unknown;
	end(): unknown;
}

/**
 * Sends the visitor on, with nothing that a cache could keep and nothing to read. Without any
 * address (a trigger that is not set up) the answer is an empty 404.
 */
export function redirect(
	response: WebhookResponse,
	location: string | null,
	cookies: readonly string[],
): void {
	if (response.headersSent) return;
	response.writeHead(location === null ? 404 : 302, {
		...(location === null ? {} : { Location: location }),
		...(cookies.length === 0 ? {} : { 'Set-Cookie': [...cookies] }),
		'Cache-Control': 'no-store, private',
		'Referrer-Policy': 'strict-origin-when-cross-origin',
		'X-Robots-Tag': 'noindex, nofollow',
		'Content-Length': '0',
	});
	response.end();
}
