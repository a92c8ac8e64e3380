import type { FieldWrite, RecordWrite } from '../../model/field-write';

/** The first value for a field stays; for all other policies the later one goes over it. */
const FIRST_STAYS: ReadonlySet<FieldWrite['policy']> = new Set(['fill_empty', 'never_overwrite']);

/** One write per key, because vendors refuse a batch that names a record twice. Pure. */
export function mergeWrites(writes: readonly RecordWrite[]): RecordWrite[] {
	const byKey = new Map<string, Map<string, FieldWrite>>();
	for (const { key, writes: fields } of writes) {
		const merged = byKey.get(key) ?? new Map<string, FieldWrite>();
		for (const write of fields) {
			const before = merged.get(write.field);
			if (before === undefined || !FIRST_STAYS.has(before.policy)) merged.set(write.field, write);
		}
		byKey.set(key, merged);
	}
	return [...byKey].map(([key, merged]) => ({ key, writes: [...merged.values()] }));
}
