import { AffiliateError } from '../../kernel';

export const HUBSPOT_BASE_URL = 'https://api.hubapi.com';

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Checks the address that requests, and with them the access token, go to: https, or http to this
 * machine only; no user name, query or fragment. Throws `invalid_input`. The trailing slash goes.
 */
export function parseBaseUrl(text: string): string {
	const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
	if (url === null) throw invalid(`'${text}' is not a web address`);
	const isSafe =
		url.protocol === 'https:' ||
		(url.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname.toLowerCase()));
	if (!isSafe) throw invalid('The address must start with https://, so that the key stays secret');
	if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
		throw invalid('The address must have no user name, query or fragment');
	}
	return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function invalid(message: string): AffiliateError {
	return new AffiliateError(`${message} (API Base URL)`, {
		code: 'invalid_input',
		path: 'apiBaseUrl',
		hint: `Leave the option 'API Base URL' out for ${HUBSPOT_BASE_URL}, or give the address of your proxy.`,
	});
}
