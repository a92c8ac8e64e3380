import { isIPv4, isIPv6 } from 'node:net';

/** An IP address as a number, with the length of its kind. */
export interface Address {
	readonly bits: 32 | 128;
	readonly value: bigint;
}

/** Addresses that begin with the same `prefixLength` bits. */
export interface AddressRange extends Address {
	readonly prefixLength: number;
}

/** Reads "203.0.113.7", "203.0.113.0/24" or "2001:db8::/32"; null when it is neither. */
export function addressRange(text: string): AddressRange | null {
	const [addressText = '', prefixText, ...rest] = text.trim().split('/');
	const address = readAddress(addressText);
	if (address === null || rest.length > 0) return null;
	if (prefixText === undefined) return { ...address, prefixLength: address.bits };
	if (!/^\d{1,3}$/.test(prefixText) || Number(prefixText) > address.bits) return null;
	return { ...address, prefixLength: Number(prefixText) };
}

/** Null for anything that is not a plain address; an IPv4 inside IPv6 is an IPv4. */
export function readAddress(text: string): Address | null {
	const plain = text.trim().replace(/^::ffff:(?=\d+\.)/i, '');
	if (isIPv4(plain)) {
		const value = plain.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
		return { bits: 32, value: BigInt(value) };
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
