import { AffiliateError } from '../../kernel';

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Checks the address that requests, and with them secrets, go to: https, or http to this machine
 * only; no user name, query or fragment. Throws `invalid_input`. The trailing slash goes.
 */
export function parseBaseUrl(text: string, vendor: string): string {
	const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
	if (url === null) throw invalid(`'${text}' is not a web address`, vendor);
	const isSafe =
		url.protocol === 'https:' ||
		(url.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname.toLowerCase()));
	if (!isSafe) throw invalid('The address must start with https://', vendor);
	if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
		throw invalid('The address must have no user name, query or fragment', vendor);
	}
	return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function invalid(message: string, vendor: string): AffiliateError {
	return new AffiliateError(`${message} (address of ${vendor})`, {
		code: 'invalid_input',
		path: 'baseUrl',
		hint: `Give the address of ${vendor} or of your proxy, with https:// in front.`,
	});
}
