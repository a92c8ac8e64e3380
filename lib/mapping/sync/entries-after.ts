import type { Instant } from '../../kernel';
import type { FieldWrite } from '../../model/field-write';
import type { SyncEntry, SyncScope } from '../../ports/sync-store';
import { SOURCE_PREFIX, type RememberedFields } from './remembered-fields';
import { BASE_POLICIES } from './with-bases';

/** What became of the writes on one record. */
export interface WrittenRecord {
	readonly scope: SyncScope;
	readonly recordKey: string;
	/** As they were sent, see `withBases`. */
	readonly writes: readonly FieldWrite[];
	/** What the target took, by field. */
	readonly written: Readonly<Record<string, string>>;
	/** Fields that a person must decide on. */
	readonly conflicting: ReadonlySet<string>;
	/** Whether the target took the record at all; only then is silence agreement. */
	readonly isGood: boolean;
}

/**
 * What to remember after a write: what was sent and, where the target has another value than ours
 * (`sum_deltas`, a settled conflict, another form), ours beside it. A field to `ask` about that needed no write
 * holds the same on both sides, which is the state to compare with next time. Pure.
 */
export function entriesAfter(
	record: WrittenRecord,
	remembered: RememberedFields,
	at: Instant,
): SyncEntry[] {
	const { scope, recordKey, writes, written, conflicting, isGood } = record;
	const entryOf = (field: string, value: string): SyncEntry => ({
		...scope,
		recordKey,
		field,
		value,
		at,
	});
	const byField = new Map(writes.map((write) => [write.field, write]));
	const sent = Object.entries(written).flatMap(([field, value]): SyncEntry[] => {
		const write = byField.get(field);
		const source = `${SOURCE_PREFIX}${field}`;
		const isOther = write !== undefined && BASE_POLICIES.has(write.policy) && write.value !== value;
		const needsSource = write !== undefined && (isOther || remembered.has(source));
		return [entryOf(field, value), ...(needsSource ? [entryOf(source, write.value)] : [])];
	});
	if (!isGood) return sent;
	const agreed = writes.filter(
		({ field, policy, value }) =>
			policy === 'ask' &&
			written[field] === undefined &&
			!conflicting.has(field) &&
			remembered.get(field)?.value !== value,
	);
	return [...sent, ...agreed.map(({ field, value }) => entryOf(field, value))];
}
