import type { Instant } from '../kernel';

/** The newest link of a programme's chain: publish it, and no earlier entry can change unseen. */
export interface ChainHead {
	readonly programmeId: string;
	/** Number of entries in the chain. */
	readonly position: number;
	/** SHA-256 in hex; null for an empty chain. */
	readonly hash: string | null;
	readonly sealedAt: Instant | null;
}

export interface ChainCheck extends ChainHead {
	/** Entries whose hash was computed again from what is stored. */
	readonly checked: number;
	/** First entry that does not match; null when all do. */
	readonly firstMismatch: {
		readonly position: number;
		readonly kind: string;
		readonly entryId: string;
		readonly problem: 'content_changed' | 'entry_missing' | 'link_broken';
	} | null;
	/** Entries of the ledger that no link covers yet. */
	readonly unsealed: number;
}

/**
 * Hash chain over each programme's ledger (C34): link = SHA-256(previous link ‖ canonical JSON of
 * kind, id and content hash of the entry). Personal data is not in it, so erasure keeps the proof.
 */
export interface AuditChainStore {
	/** Links everything that is not linked yet, in pages; returns the new head. */
	seal(programmeId: string, now: Instant): Promise<ChainHead>;
	head(programmeId: string): Promise<ChainHead>;
	/** Recomputes the whole chain from the stored entries. */
	verify(programmeId: string): Promise<ChainCheck>;
}
