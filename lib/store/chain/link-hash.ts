import { createHash } from 'node:crypto';
import { canonicalJson } from '../../kernel';

/** What stands in front of the first link. */
export const NO_LINK = '0'.repeat(64);

/** One place of a programme's chain and the entry that it vouches for. */
export interface ChainLink {
	readonly programmeId: string;
	/** Counts from 1. */
	readonly position: number;
	readonly kind: string;
	readonly entryId: string;
	/** Hash of everything that the entry says. */
	readonly recordHash: string;
}

/**
 * SHA-256 in hex of the previous link, a line feed and the canonical JSON of this one (C34).
 * Anybody can compute it again with standard tools.
 */
export function linkHash(previous: string, link: ChainLink): string {
	const { programmeId, position, kind, entryId, recordHash } = link;
	const text = canonicalJson({ programmeId, position, kind, entryId, recordHash });
	return createHash('sha256').update(`${previous}\n${text}`).digest('hex');
}
