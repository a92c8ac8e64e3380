import type { SyncScope } from '../../ports/sync-store';
import type { WorkspaceKeys } from '../keys/workspace-keys';

/** The same for a record in every system, so that it can be forgotten everywhere at once. */
export function recordHash(keys: WorkspaceKeys, recordKey: string): string {
	return keys.keyedHash('sync-record', recordKey);
}

/**
 * For comparing without opening. Keyed and bound to its place: a bare hash of a phone number or a
 * postcode can be guessed, and two people with the same value would show.
 */
export function valueHash(keys: WorkspaceKeys, place: string, value: string | null): string {
	return keys.keyedHash('sync-value', JSON.stringify([place, value]));
}

/** Where a value is sealed for: one field of one record. */
export function valuePlace(
	{ system, account, object }: SyncScope,
	record: string,
	field: string,
): string {
	return `sync:${JSON.stringify([system, account, object, record, field])}`;
}
