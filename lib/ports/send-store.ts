import type { Instant } from '../kernel';

/** One write to one account of a vendor, by the key that makes it one: an order id, for instance. */
export interface SendKey {
	readonly system: string;
	readonly account: string;
	/** Kind of record, such as `conversion`. */
	readonly object: string;
	readonly recordKey: string;
}

/** Whether a write was sent before. */
export type SendState =
	/** Nobody has sent it: send it, then settle or withdraw it. */
	| { readonly state: 'begun' }
	/** Somebody began to send it and has not told what became of it, or is at it now. */
	| { readonly state: 'open'; readonly contentHash: string; readonly begunAt: Instant }
	| {
			readonly state: 'settled';
			readonly contentHash: string;
			readonly begunAt: Instant;
			/** The vendor's id, where it gave one. */
			readonly externalId: string | null;
			/** What the vendor is asked for about it, where it only took the write in. */
			readonly reference: string | null;
	  };

/** A write that the vendor took in without saying what becomes of it. */
export interface AwaitedSend {
	readonly key: SendKey;
	readonly reference: string;
	readonly begunAt: Instant;
}

/**
 * Remembers what was sent to vendors that cannot tell whether they have a record. Kept for ever: an
 * order is sent once.
 */
export interface SendStore {
	/** Atomic: of several that begin the same write at once one is told `begun`. */
	begin(key: SendKey, contentHash: string, now: Instant): Promise<SendState>;
	/** What is known of it; null for a write that nobody began. */
	get(key: SendKey): Promise<Exclude<SendState, { state: 'begun' }> | null>;
	/** The vendor has it. The first settlement stands. */
	settle(
		key: SendKey,
		answer: { readonly externalId: string | null; readonly reference: string | null },
		now: Instant,
	): Promise<void>;
	/** What the vendor only accepted, the longest first. */
	awaiting(
		scope: Pick<SendKey, 'system' | 'account' | 'object'>,
		limit: number,
	): Promise<AwaitedSend[]>;
	/** The vendor has carried out what it accepted; its id, where it told one by now. */
	confirm(key: SendKey, externalId: string | null): Promise<void>;
	/** The vendor has refused what it accepted: it may be sent again. */
	forget(key: SendKey): Promise<void>;
	/** The vendor surely does not have it: it may be sent again. A settled write stays. */
	withdraw(key: SendKey): Promise<void>;
}
