import { readAddress, type AddressRange } from '../../kernel';

/** Orders keep this much of an address; a range narrower than that cannot be told apart. */
const KEPT_BITS = { 32: 24, 128: 48 } as const;

/**
 * Whether a truncated address (last IPv4 octet zero, IPv6 to /48) lies in a range: `unknown` when
 * the range is narrower than what was kept and shares its network.
 */
export function truncatedAddressIn(
	truncated: string,
	range: AddressRange,
): 'inside' | 'outside' | 'unknown' {
	const address = readAddress(truncated);
	if (address === null) return 'unknown';
	if (address.bits !== range.bits) return 'outside';
	const kept = KEPT_BITS[address.bits];
	const compared = BigInt(address.bits - Math.min(range.prefixLength, kept));
	if (address.value >> compared !== range.value >> compared) return 'outside';
	return range.prefixLength <= kept ? 'inside' : 'unknown';
}
