import { addressGroup, isPublicAddress, networkAddress, type Instant } from '../../kernel';
import type { Click } from '../../model/click';

/** HMAC under the workspace's key; the purpose keeps hashes of different things apart. */
export type KeyedHash = (purpose: string, value: string) => string;

export interface VisitorIdentity {
	readonly ip: string | null;
	readonly userAgent: string | null;
	readonly occurredAt: Instant;
}

/** Purposes of the click's hashes, for whoever has to compare with them. */
export const HASH_PURPOSES = {
	ip: 'click.network',
	userAgent: 'click.user_agent',
	visitor: 'click.visitor',
	address: 'click.address',
} as const;

const NOBODY = { ipHash: null, userAgentHash: null, visitorHash: null, addressHash: null };

/**
 * Identifiers that cannot be read back. The visitor is address, user agent and UTC day together:
 * the address alone would make one person of a whole office, and without the day a visitor could
 * be followed for ever. `ipHash` is of the network only, which is all that an order tells.
 * `addressHash` finds bursts of clicks of one machine (F2), within one day only; a proxy that nobody
 * told us of gives everybody its own address, which would make one burst of all visitors.
 * Without consent there is no identifier, without an address no visitor.
 */
export function visitorHashes(
	{ ip, userAgent, occurredAt }: VisitorIdentity,
	consent: Click['consent'],
	keyedHash: KeyedHash,
): Pick<Click, 'ipHash' | 'userAgentHash' | 'visitorHash' | 'addressHash'> {
	if (consent === 'denied') return NOBODY;
	const day = occurredAt.slice(0, 10);
	const network = networkAddress(ip);
	const group = isPublicAddress(ip) ? addressGroup(ip) : null;
	return {
		ipHash: network === null ? null : keyedHash(HASH_PURPOSES.ip, network),
		userAgentHash: userAgent === null ? null : keyedHash(HASH_PURPOSES.userAgent, userAgent),
		addressHash: group === null ? null : keyedHash(HASH_PURPOSES.address, `${day}\n${group}`),
		visitorHash:
			ip === null ? null : keyedHash(HASH_PURPOSES.visitor, `${day}\n${ip}\n${userAgent ?? ''}`),
	};
}
