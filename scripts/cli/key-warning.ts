const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * One sentence for an address over which the API key would travel unencrypted, undefined otherwise.
 * A warning only: inside a container network plain http is usual.
 */
export function keyWarning(url: string): string | undefined {
	if (!URL.canParse(url)) return undefined;
	const { protocol, hostname, host } = new URL(url);
	if (protocol !== 'http:' || LOOPBACK.has(hostname)) return undefined;
	return `The connection to ${host} is not encrypted, so the API key can be read on the way: use https:// unless the network is your own.`;
}
