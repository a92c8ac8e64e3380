/**
 * Whether a URL's host and port are on a programme's list. An entry is a host, `*.host` for every
 * host below it (not itself), and may name a port; without one only the scheme's default port is
 * meant.
 */
export function isAllowedHost(url: URL, allowedHosts: readonly string[]): boolean {
	return allowedHosts.some((entry) => matches(url, entry.trim().toLowerCase()));
}

function matches(url: URL, entry: string): boolean {
	const parts = /^(\*\.)?([a-z0-9.-]+)(?::(\d{1,5}))?$/.exec(entry);
	if (parts === null) return false;
	const [, wildcard, host = '', port] = parts;
	const isHost = wildcard === undefined ? url.hostname === host : url.hostname.endsWith(`.${host}`);
	const defaultPort = url.protocol === 'https:' ? '443' : '80';
	return isHost && (url.port || defaultPort) === (port ?? defaultPort);
}
