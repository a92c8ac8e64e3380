import { mergeWrites, type SyncOutcome } from '../../../lib/connectors/crm';
import {
	BASE_POLICIES,
	entriesAfter,
	SOURCE_PREFIX,
	type RememberedRecords,
} from '../../../lib/mapping/sync';
import type { CrmObject } from '../../../lib/model/crm-field';
import type { FieldWrite, RecordWrite } from '../../../lib/model/field-write';
import type { SyncEntry } from '../../../lib/ports/sync-store';
import { recordKeyOf, type RecordsOfWrite } from './crmWrites';
import type { SettledConflict } from './settleKnown';
import type { SyncMemory } from './syncMemory';

/** One item after it was sent. */
export interface SentItem {
	readonly records: RecordsOfWrite;
	readonly outcome: SyncOutcome;
	/** What a person had decided before and what now holds in the CRM. */
	readonly settled: readonly SettledConflict[];
}

interface SentRecord {
	readonly recordKey: string;
	/** Of all its items, as they were sent together. */
	readonly writes: readonly FieldWrite[];
	readonly items: readonly SentItem[];
}

/**
 * What to remember of one kind of record: all of contacts, whose echoes come back, and of purchases
 * what a policy decides by.
 */
export function entriesOfRun(
	memory: SyncMemory,
	object: CrmObject,
	sent: readonly SentItem[],
	known: RememberedRecords,
): SyncEntry[] {
	const at = memory.now();
	const scope = memory.scope(object);
	return recordsOfRun(object, sent).flatMap(({ recordKey, writes, items }) => {
		const settled = items.flatMap((item) => item.settled.filter((each) => each.object === object));
		const open = items.flatMap(({ outcome }) =>
			outcome.conflicts.filter((each) => each.object === object),
		);
		const record = {
			scope,
			recordKey,
			writes,
			written: writtenOf(object, writes, items),
			conflicting: new Set([...open, ...settled].map(({ field }) => field)),
			isGood: items.every(({ outcome }) => outcome.reason === null),
		};
		const decided = settled.flatMap(({ field, settlement }): SyncEntry[] => {
			const source = writes.find((write) => write.field === field)?.value ?? null;
			return [
				{ ...scope, recordKey, field, value: settlement.value, at },
				{ ...scope, recordKey, field: `${SOURCE_PREFIX}${field}`, value: source, at },
			];
		});
		return [...entriesAfter(record, known.of(recordKey), at), ...decided];
	});
}

function recordsOfRun(object: CrmObject, sent: readonly SentItem[]): SentRecord[] {
	const byKey = new Map<string, Array<{ item: SentItem; record: RecordWrite }>>();
	for (const item of sent) {
		const record = item.records[object];
		if (record === undefined) continue;
		const recordKey = recordKeyOf(object, record.key);
		const others = byKey.get(recordKey);
		if (others === undefined) byKey.set(recordKey, [{ item, record }]);
		else others.push({ item, record });
	}
	return [...byKey].map(([recordKey, entries]) => ({
		recordKey,
		writes: mergeWrites(entries.map(({ record }) => ({ ...record, key: recordKey }))).flatMap(
			(merged) => merged.writes,
		),
		items: entries.map(({ item }) => item),
	}));
}

function writtenOf(
	object: CrmObject,
	writes: readonly FieldWrite[],
	items: readonly SentItem[],
): Record<string, string> {
	const all = items.flatMap(({ outcome }) => Object.entries(outcome.fields[object] ?? {}));
	if (object === 'contact') return Object.fromEntries(all);
	const based = new Set(
		writes.filter(({ policy }) => BASE_POLICIES.has(policy)).map(({ field }) => field),
	);
	return Object.fromEntries(all.filter(([field]) => based.has(field)));
}
