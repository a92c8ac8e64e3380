import type { PropertyWrite, RecordWrite } from './record-types';

/**
 * One write per key, because HubSpot refuses a batch that names a record twice. Of several values
 * for a property the later one wins when it overwrites and the first one when it fills.
 */
export function mergeWrites(writes: readonly RecordWrite[]): RecordWrite[] {
	const byKey = new Map<string, Map<string, PropertyWrite>>();
	for (const { key, writes: properties } of writes) {
		const merged = byKey.get(key) ?? new Map<string, PropertyWrite>();
		for (const write of properties) {
			const before = merged.get(write.property);
			if (before === undefined || before.policy === 'overwrite') merged.set(write.property, write);
		}
		byKey.set(key, merged);
	}
	return [...byKey].map(([key, merged]) => ({ key, writes: [...merged.values()] }));
}
