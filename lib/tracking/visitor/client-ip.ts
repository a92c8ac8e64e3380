import { isIP } from 'node:net';
import { headerList, type RequestFacts } from '../request-facts';

/**
 * The visitor's address. `X-Forwarded-For` counts only as far as trusted proxies wrote it: with
 * `trustedProxies` hops the entry that many places from its end is the client, and everything
 * before it may be made up. Null when no valid address is known.
 */
export function readClientIp(
	{ headers, remoteAddress }: RequestFacts,
	trustedProxies: number,
): string | null {
	const chain = [...headerList(headers, 'x-forwarded-for'), remoteAddress ?? ''];
	const index = Math.max(0, chain.length - 1 - Math.max(0, trustedProxies));
	return plainAddress(chain[index] ?? '');
}

/** One spelling per address: no port, no zone, no IPv4 inside IPv6, lower case. */
function plainAddress(text: string): string | null {
	const bare = text
		.replace(/^\[([^\]]+)\](?::\d+)?$/, '$1')
		.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
		.replace(/%.*$/, '');
	const address = bare.toLowerCase().replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '');
	switch (isIP(address)) {
		case 4:
			return address;
		case 6:
			return new URL(`http://[${address}]/`).hostname.slice(1, -1);
		default:
			return null;
	}
}
