import type { Instant } from '../kernel';

/** One kind of record in one account of one system, such as the contacts of a HubSpot portal. */
export interface SyncScope {
	readonly system: string;
	readonly account: string;
	readonly object: string;
}

/** A value of a field as it was last written or taken over; null for an empty one. */
export interface SyncEntry extends SyncScope {
	/** As the caller compares records, e.g. a canonical e-mail; kept as a keyed hash only. */
	readonly recordKey: string;
	readonly field: string;
	readonly value: string | null;
	readonly at: Instant;
}

export type RememberedValue = Pick<SyncEntry, 'recordKey' | 'field' | 'value' | 'at'>;

/** Two values of one field of which neither may go before the other without a person. */
export interface SyncConflict extends SyncScope {
	readonly recordKey: string;
	readonly field: string;
	readonly source: string | null;
	readonly target: string | null;
}

/** Whose value holds; `value`: neither, but the one that a person gave. */
export type ConflictDecision =
	| { readonly take: 'source' | 'target' }
	| { readonly take: 'value'; readonly value: string | null };

export interface ConflictSettlement {
	readonly take: ConflictDecision['take'];
	/** The value that holds now. */
	readonly value: string | null;
	readonly actor: string;
	readonly at: Instant;
}

export interface RecordedConflict extends SyncConflict {
	readonly conflictId: string;
	/** `superseded`: one of the values changed before anybody decided. */
	readonly status: 'open' | 'settled' | 'superseded';
	readonly raisedAt: Instant;
	/** Null unless settled. */
	readonly settlement: ConflictSettlement | null;
}

/** What two-way sync must remember. Values and record keys are sealed or hashed under the key. */
export interface SyncStore {
	/** Keeps what was written, in one transaction; an older moment never replaces a newer one. */
	remember(entries: readonly SyncEntry[]): Promise<void>;
	/** What is remembered of these records; of all fields unless some are named. */
	recall(
		scope: SyncScope,
		recordKeys: readonly string[],
		fields?: readonly string[],
	): Promise<RememberedValue[]>;
	/**
	 * Whether a change that comes in is the echo of our own write: every field holds what is
	 * remembered. False for no fields at all and for a field that was never written.
	 */
	isOwnWrite(
		scope: SyncScope,
		recordKey: string,
		values: Readonly<Record<string, string | null>>,
	): Promise<boolean>;
	/**
	 * Asks a person, once for the same two values; `settlement` tells what was decided about them. A
	 * conflict of the same field with other values takes the place of one that is still open.
	 */
	raise(
		conflict: SyncConflict,
		now: Instant,
	): Promise<{
		conflictId: string;
		outcome: 'raised' | 'known';
		settlement: ConflictSettlement | null;
	}>;
	/** Oldest first; open ones unless told otherwise. */
	list(
		filter: Partial<SyncScope> & { status?: RecordedConflict['status']; limit: number },
	): Promise<RecordedConflict[]>;
	/**
	 * `unchanged`: decided like this before. `refused`: decided otherwise, or superseded. `unknown`:
	 * there is no such conflict.
	 */
	settle(
		conflictId: string,
		decision: ConflictDecision,
		actor: string,
		now: Instant,
	): Promise<'settled' | 'unchanged' | 'refused' | 'unknown'>;
	/** Removes everything about a record in every system; the number of values and conflicts. */
	forget(recordKey: string): Promise<number>;
}
