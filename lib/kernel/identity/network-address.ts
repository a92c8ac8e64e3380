import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network of an address: last IPv4 octet zero, IPv6 cut to its /48, in canonical writing.
 * Clicks keep a hash of the same text, so that an order's network can be compared with a click's.
 * Null for anything that is not an address.
 */
export function networkAddress(address: string | null): string | null {
	const text = (address ?? '').trim().replace(/%.*$/, '');
	if (isIPv4(text)) return text.replace(/\.\d+$/, '.0');
	if (!isIPv6(text)) return null;
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text)?.[1];
	if (mapped !== undefined) return networkAddress(mapped);
	return canonicalIpv6(`${allGroups(canonicalIpv6(text)).slice(0, 3).join(':')}::`);
}

/** The last address of a network as `networkAddress` writes it; null for what is none. */
export function lastAddressOf(network: string): string | null {
	if (isIPv4(network)) return network.replace(/\.\d+$/, '.255');
	if (!isIPv6(network)) return null;
	return `${allGroups(network).slice(0, 3).join(':')}${':ffff'.repeat(5)}`;
}

/** Lower case, no leading zeros, the longest run of zeros as `::`, as in URLs (RFC 5952). */
function canonicalIpv6(text: string): string {
	return new URL(`http://[${text}]/`).hostname.slice(1, -1);
}

/** The eight groups of an address, those that `::` leaves out written as zero. */
function allGroups(address: string): string[] {
	const [head = [], tail] = address.split('::').map((part) => (part === '' ? [] : part.split(':')));
	if (tail === undefined) return head;
	const gap = Array.from({ length: 8 - head.length - tail.length }, () => '0');
	return [...head, ...gap, ...tail];
}
