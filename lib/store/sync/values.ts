import type { RememberedValue, SyncEntry, SyncScope } from '../../ports/sync-store';
import { chunks } from '../chunks';
import type { StoreContext, StoreQueries } from '../engine';
import type { SyncValuesTable } from '../tables';
import { recordHash, valueHash, valuePlace } from './sync-rows';

/** Keeps values; of two for the same field, the one of the later moment. */
export async function remember(
	{ engine, keys }: StoreContext,
	entries: readonly SyncEntry[],
): Promise<void> {
	if (entries.length === 0) return;
	const rows = new Map<string, SyncValuesTable>();
	for (const entry of entries) {
		const { system, account, object, field, value, at } = entry;
		const record = recordHash(keys, entry.recordKey);
		const place = valuePlace(entry, record, field);
		if ((rows.get(place)?.written_at ?? '') > at) continue;
		rows.set(place, {
			system,
			account,
			object,
			record_hash: record,
			field,
			value: keys.seal(place, JSON.stringify(value)),
			value_hash: valueHash(keys, place, value),
			written_at: at,
		});
	}
	// In one order for all, so that no two wait for each other.
	const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
	await engine.write(async (tx) => {
		for (const part of chunks(sorted)) await upsert(tx, part);
	});
}

async function upsert(tx: StoreQueries, rows: readonly SyncValuesTable[]): Promise<void> {
	await tx
		.insertInto('sync_values')
		.values([...rows])
		.onConflict((conflict) =>
			conflict
				.columns(['system', 'account', 'object', 'record_hash', 'field'])
				.doUpdateSet((set) => ({
					value: set.ref('excluded.value'),
					value_hash: set.ref('excluded.value_hash'),
					written_at: set.ref('excluded.written_at'),
				}))
				.whereRef('sync_values.written_at', '<=', 'excluded.written_at'),
		)
		.execute();
}

export async function recall(
	{ engine, keys }: StoreContext,
	scope: SyncScope,
	recordKeys: readonly string[],
	fields: readonly string[] | undefined,
): Promise<RememberedValue[]> {
	const keyOf = new Map(recordKeys.map((recordKey) => [recordHash(keys, recordKey), recordKey]));
	const found: RememberedValue[] = [];
	for (const part of chunks([...keyOf.keys()])) {
		const rows = await engine.query((db) => {
			const known = inScope(db, scope)
				.select(['record_hash', 'field', 'value', 'written_at'])
				.where('record_hash', 'in', part)
				.orderBy('record_hash')
				.orderBy('field');
			return (fields === undefined ? known : known.where('field', 'in', [...fields])).execute();
		});
		for (const row of rows) {
			const text = keys.open(valuePlace(scope, row.record_hash, row.field), row.value);
			found.push({
				recordKey: keyOf.get(row.record_hash) ?? '',
				field: row.field,
				value: JSON.parse(text) as string | null,
				at: row.written_at,
			});
		}
	}
	return found;
}

export async function isOwnWrite(
	{ engine, keys }: StoreContext,
	scope: SyncScope,
	recordKey: string,
	values: Readonly<Record<string, string | null>>,
): Promise<boolean> {
	const fields = Object.keys(values);
	if (fields.length === 0) return false;
	const record = recordHash(keys, recordKey);
	const rows = await engine.query((db) =>
		inScope(db, scope)
			.select(['field', 'value_hash'])
			.where('record_hash', '=', record)
			.where('field', 'in', fields)
			.execute(),
	);
	const known = new Map(rows.map((row) => [row.field, row.value_hash]));
	return Object.entries(values).every(
		([field, value]) =>
			known.get(field) === valueHash(keys, valuePlace(scope, record, field), value),
	);
}

function inScope(db: StoreQueries, { system, account, object }: SyncScope) {
	return db
		.selectFrom('sync_values')
		.where('system', '=', system)
		.where('account', '=', account)
		.where('object', '=', object);
}
