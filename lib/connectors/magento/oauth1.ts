import { createHmac } from 'node:crypto';
import type { HttpRequest } from '../../ports/http';

/** The four values that Magento shows when an integration is activated. */
export interface OAuth1Keys {
	readonly consumerKey: string;
	readonly consumerSecret: string;
	readonly accessToken: string;
	readonly accessTokenSecret: string;
}

/** What makes a signature valid once: Magento refuses a nonce that it has seen. */
export interface OAuth1Moment {
	readonly nonce: string;
	/** Seconds since 1970; Magento allows ten minutes of difference. */
	readonly timestampSeconds: number;
}

/**
 * The `Authorization` header of a request signed with OAuth 1.0a and HMAC-SHA256, the method that Magento
 * takes since 2.4.4. Method, address and query are signed, a form too; a JSON body is not. (RFC 5849, 3.4.)
 */
export function oauth1Header(
	request: Pick<HttpRequest, 'method' | 'url' | 'query' | 'form'>,
	keys: OAuth1Keys,
	{ nonce, timestampSeconds }: OAuth1Moment,
): string {
	const protocol: Array<readonly [string, string]> = [
		['oauth_consumer_key', keys.consumerKey],
		['oauth_nonce', nonce],
		['oauth_signature_method', 'HMAC-SHA256'],
		['oauth_timestamp', String(timestampSeconds)],
		['oauth_token', keys.accessToken],
		['oauth_version', '1.0'],
	];
	const url = new URL(request.url);
	const parameters = [
		...protocol,
		...url.searchParams,
		...Object.entries(request.query ?? {}),
		...Object.entries(request.form ?? {}),
	];
	const base = [request.method, `${url.origin}${url.pathname}`, normalized(parameters)]
		.map(percentEncoded)
		.join('&');
	const key = `${percentEncoded(keys.consumerSecret)}&${percentEncoded(keys.accessTokenSecret)}`;
	const signature = createHmac('sha256', key).update(base).digest('base64');
	const fields = [...protocol, ['oauth_signature', signature] as const];
	return `OAuth ${fields.map(([name, value]) => `${name}="${percentEncoded(value)}"`).join(', ')}`;
}

/** Sorted by encoded name, then by encoded value, byte by byte (RFC 5849, 3.4.1.3.2). */
function normalized(parameters: ReadonlyArray<readonly [string, string]>): string {
	return parameters
		.map(([name, value]) => [percentEncoded(name), percentEncoded(value)] as const)
		.sort(([a, x], [b, y]) => compareText(a, b) || compareText(x, y))
		.map(([name, value]) => `${name}=${value}`)
		.join('&');
}

function compareText(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

/** RFC 3986: everything but letters, digits and `-._~`. */
function percentEncoded(text: string): string {
	return encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}
