import { readAddress } from './address-range';

const HOST_BITS_OF_IPV6 = 64n;

/**
 * What one household or machine has: an IPv4 address, or the /64 of an IPv6 one, in a form to be
 * hashed. Null for what is not an address.
 */
export function addressGroup(address: string | null): string | null {
	const read = readAddress(address ?? '');
	if (read === null) return null;
	const group = read.bits === 32 ? read.value : read.value >> HOST_BITS_OF_IPV6;
	return `${read.bits}:${group.toString(16)}`;
}
