import type { Instant } from '../kernel';

/** An event from outside, durable before the sender gets its 200. */
export interface InboxEntry {
	readonly eventId: string;
	/** Which trigger it belongs to: workflow id and node id. */
	readonly consumer: string;
	readonly kind: string;
	readonly contentHash: string;
	/** `<source>:<delivery id>`; null where the sender's ids are not unique. */
	readonly deliveryKey: string | null;
	/** JSON text of the item; encrypted at rest, removed once the entry is done. */
	readonly payload: string;
	readonly receivedAt: Instant;
}

export interface ClaimedEntry {
	readonly eventId: string;
	readonly payload: string;
	/** 1 on the first try. */
	readonly attempt: number;
}

/** An entry that was set aside. Holds no personal data. */
export interface DeadEntry {
	readonly eventId: string;
	readonly consumer: string;
	readonly kind: string;
	readonly reason: string;
	readonly attempts: number;
	readonly receivedAt: Instant;
}

/** What one trigger has before it. */
export interface InboxQueue {
	readonly consumer: string;
	readonly counts: Readonly<Record<'waiting' | 'claimed' | 'dead', number>>;
	/** When the oldest of them came in. */
	readonly oldestAt: Instant;
}

/**
 * The door for inbound events. Every entry is handed out at least once until it is completed;
 * a claim is a lease, so that a killed process loses nothing.
 */
export interface InboxStore {
	/**
	 * Stores entries in one transaction, durable on return. `duplicate`: this event or delivery
	 * is known with the same content. `conflict`: the delivery id is known with other content;
	 * the entry is stored all the same and the conflict kept.
	 */
	receive(
		entries: readonly InboxEntry[],
	): Promise<Array<{ eventId: string; outcome: 'accepted' | 'duplicate' | 'conflict' }>>;
	/** Takes up to `limit` due entries of a consumer, oldest first, until `leaseUntil`. */
	claim(request: {
		consumer: string;
		owner: string;
		now: Instant;
		leaseUntil: Instant;
		limit: number;
	}): Promise<ClaimedEntry[]>;
	/** Prolongs leases that are still the owner's. */
	renew(eventIds: readonly string[], owner: string, leaseUntil: Instant): Promise<void>;
	/** Done: the payload is removed, the identity stays for ever. */
	complete(eventId: string, now: Instant): Promise<void>;
	/** Tries again at `retryAt`; null makes it a dead letter that can be replayed. */
	fail(eventId: string, reason: string, retryAt: Instant | null): Promise<void>;
	counts(consumer: string): Promise<Record<'waiting' | 'claimed' | 'done' | 'dead', number>>;
	/** Every trigger that has something waiting, running or set aside, by its name. */
	queues(): Promise<InboxQueue[]>;
	/** Oldest first; of all triggers unless one is named. */
	deadLetters(filter: { consumer?: string; limit: number }): Promise<DeadEntry[]>;
	/** Puts dead letters back in line; all of the consumer's, or the named ones. */
	replayDead(consumer: string, now: Instant, eventIds?: readonly string[]): Promise<number>;
}
