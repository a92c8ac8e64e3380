import type { SyncStore } from '../../ports/sync-store';
import type { StoreContext } from '../engine';
import { list, raise, settle } from './conflicts';
import { recordHash } from './sync-rows';
import { isOwnWrite, recall, remember } from './values';

/** What two-way sync must remember. */
export function syncStore(context: StoreContext): SyncStore {
	return {
		remember: (entries) => remember(context, entries),
		recall: (scope, recordKeys, fields) => recall(context, scope, recordKeys, fields),
		isOwnWrite: (scope, recordKey, values) => isOwnWrite(context, scope, recordKey, values),
		raise: (conflict, now) => raise(context, conflict, now),
		list: (filter) => list(context, filter),
		settle: (conflictId, decision, actor, now) => settle(context, conflictId, decision, actor, now),
		forget: (recordKey) => forget(context, recordKey),
	};
}

async function forget({ engine, keys }: StoreContext, recordKey: string): Promise<number> {
	const record = recordHash(keys, recordKey);
	return await engine.write(async (tx) => {
		let removed = 0;
		for (const table of ['sync_values', 'sync_conflicts'] as const) {
			const result = await tx
				.deleteFrom(table)
				.where('record_hash', '=', record)
				.executeTakeFirst();
			removed += Number(result.numDeletedRows);
		}
		return removed;
	});
}
