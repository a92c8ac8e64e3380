import { isAllowedHost } from './allowed-host';

export const MAX_URL_LENGTH = 2_048;

/** Spelled out in full: no scheme-relative, one-slash or many-slash forms that browsers mend. */
const ABSOLUTE = /^https?:\/\/[^/]/i;

/** Backslash, white space, control and invisible characters, which parsers read differently. */
const DECEPTIVE = /[\\\s\p{C}]/u;

/**
 * Reads where a link wants to lead. Null unless it is a plain absolute http(s) address without
 * credentials whose host is on the list: what is not surely allowed is refused. The result is the
 * parsed URL (host in ASCII), so what was checked is what is sent.
 */
export function safeDestination(text: string, allowedHosts: readonly string[]): URL | null {
	if (text.length > MAX_URL_LENGTH || DECEPTIVE.test(text) || !ABSOLUTE.test(text)) return null;
	if (!URL.canParse(text)) return null;
	const url = new URL(text);
	if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
	const authority = text.slice(text.indexOf('//') + 2).split(/[/?#]/, 1)[0] ?? '';
	if (authority.includes('@') || url.username !== '' || url.password !== '') return null;
	if (authority.includes('%')) return null;
	return isAllowedHost(url, allowedHosts) ? url : null;
}
