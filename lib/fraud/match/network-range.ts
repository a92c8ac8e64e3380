import { isIPv4, isIPv6 } from 'node:net';

interface Address {
	readonly bits: 32 | 128;
	readonly value: bigint;
}

export interface NetworkRange extends Address {
	readonly prefixLength: number;
}

/** Orders keep this much of an address; a range narrower than that cannot be told apart. */
const KEPT_BITS = { 32: 24, 128: 48 } as const;

/** Reads "203.0.113.7", "203.0.113.0/24" or "2001:db8::/32"; null when it is neither. */
export function networkRange(text: string): NetworkRange | null {
	const [addressText = '', prefixText, ...rest] = text.trim().split('/');
	const address = readAddress(addressText);
	if (address === null || rest.length > 0) return null;
	if (prefixText === undefined) return { ...address, prefixLength: address.bits };
	if (!/^\d{1,3}$/.test(prefixText) || Number(prefixText) > address.bits) return null;
	return { ...address, prefixLength: Number(prefixText) };
}

/**
 * Whether a truncated address (last IPv4 octet zero, IPv6 to /48) lies in a range: `unknown` when
 * the range is narrower than what was kept and shares its network.
 */
export function truncatedAddressIn(
	truncated: string,
	range: NetworkRange,
): 'inside' | 'outside' | 'unknown' {
	const address = readAddress(truncated);
	if (address === null) return 'unknown';
	if (address.bits !== range.bits) return 'outside';
	const kept = KEPT_BITS[address.bits];
	const compared = BigInt(address.bits - Math.min(range.prefixLength, kept));
	if (address.value >> compared !== range.value >> compared) return 'outside';
	return range.prefixLength <= kept ? 'inside' : 'unknown';
}

function readAddress(text: string): Address | null {
	const plain = text.trim().replace(/^::ffff:(?=\d+\.)/i, '');
	if (isIPv4(plain)) {
		const value = plain.split('.').reduce((sum, octet) => (sum << 8n) | BigInt(octet), 0n);
		return { bits: 32, value };
	}
	if (!isIPv6(plain) || plain.includes('%') || plain.includes('.')) return null;
	const [head = '', tail] = plain.split('::');
	const left = head === '' ? [] : head.split(':');
	const right = tail === undefined || tail === '' ? [] : tail.split(':');
	const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
	const groups = [...left, ...zeros, ...right];
	const value = groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
	return { bits: 128, value };
}
