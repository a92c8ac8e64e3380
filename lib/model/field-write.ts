import type { Instant } from '../kernel';

export const FIELD_POLICIES = [
	'source_wins',
	'target_wins',
	'newest_wins',
	'never_overwrite',
	'fill_empty',
	'append',
	'max',
	'min',
	'sum_deltas',
	'ask',
] as const;

/**
 * What becomes of a value that is already there.
 *
 * - `source_wins`: ours replaces it.
 * - `target_wins`: it stays; ours is only written while nobody else has ever changed the field: the
 *   target is empty or still holds what we wrote last (`base`).
 * - `newest_wins`: the later change stays (`changedAt` against the target's time); without a time of
 *   the target it is `ask`.
 * - `never_overwrite`: only a new record gets it.
 * - `fill_empty`: only an empty field gets it.
 * - `append`: a text of several entries gets the entries it lacks; none is ever taken away.
 * - `max`, `min`: the larger or smaller number, the later or earlier moment.
 * - `sum_deltas`: the target moves by what our value moved since we wrote last (`base`, else 0).
 * - `ask`: where both sides changed, nothing is written and a person decides.
 */
export type FieldPolicy = (typeof FIELD_POLICIES)[number];

/** One field to write. Values are texts; a decimal has a point, a moment is ISO 8601 in UTC. */
export interface FieldWrite {
	readonly field: string;
	/** The empty string clears; an unknown value is left out instead. */
	readonly value: string;
	readonly policy: FieldPolicy;
	/** `fill_empty` fields of one group are filled together or not at all. */
	readonly group?: string;
	/** `source_wins` only over one of these values (or none), so that people's changes stay. */
	readonly replaces?: readonly string[];
	/** What we wrote last; null when we never wrote, left out when that is not known. */
	readonly base?: string | null;
	/** When the source's value changed. */
	readonly changedAt?: Instant;
}

/** Every field to write on one record. */
export interface RecordWrite {
	/** How the record is found: the e-mail address of a contact, `<store>:<order id>` of a purchase. */
	readonly key: string;
	readonly writes: readonly FieldWrite[];
}

/** Both sides changed a field, and its policy asks a person. */
export interface FieldConflict {
	readonly field: string;
	readonly source: string;
	readonly target: string;
	/** What we wrote last; null when never. */
	readonly base: string | null;
}
