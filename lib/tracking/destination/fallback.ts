import { AffiliateError } from '../../kernel';

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Reads the address that visitors of an unusable link are sent to. Throws `invalid_fallback_url`
 * unless it is https; plain http is for trying things out on the same machine.
 */
export function parseFallbackUrl(text: string): URL {
	const url = URL.canParse(text) ? new URL(text) : null;
	const isSecure = url?.protocol === 'https:';
	const isLocal = url?.protocol === 'http:' && LOOPBACK.has(url.hostname);
	if (url === null || !(isSecure || isLocal) || url.username !== '' || url.password !== '') {
		throw new AffiliateError("The 'Fallback URL' is not a complete https address", {
			code: 'invalid_fallback_url',
			hint: 'Enter where visitors of unknown or paused links should land, such as https://shop.example.com.',
			path: 'fallbackUrl',
		});
	}
	return url;
}
