import { readAddress } from './address-range';
import { addressSet } from './address-set';

/** Special-purpose registries of IANA: this host, private use, link-local, shared by a carrier. */
const NOT_PUBLIC = addressSet([
	'0.0.0.0/8',
	'10.0.0.0/8',
	'100.64.0.0/10',
	'127.0.0.0/8',
	'169.254.0.0/16',
	'172.16.0.0/12',
	'192.168.0.0/16',
	'::/127',
	'fc00::/7',
	'fe80::/10',
]);

/**
 * Whether an address is somebody's on the internet. Another one is that of a proxy or of the shop's own
 * server, in front of everybody: what two people share of it says nothing. False for no address.
 */
export function isPublicAddress(address: string | null): boolean {
	const text = address ?? '';
	return readAddress(text) !== null && !NOT_PUBLIC.has(text);
}
