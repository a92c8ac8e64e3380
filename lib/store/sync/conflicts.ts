import type { Selectable } from 'kysely';
import type { Instant } from '../../kernel';
import type {
	ConflictDecision,
	ConflictSettlement,
	RecordedConflict,
	SyncConflict,
	SyncStore,
} from '../../ports/sync-store';
import type { StoreContext } from '../engine';
import type { WorkspaceKeys } from '../keys/workspace-keys';
import type { SyncConflictsTable } from '../tables';
import { recordHash, valuePlace } from './sync-rows';

type Row = Selectable<SyncConflictsTable>;

/** What a person sees of a conflict; sealed. */
type Content = Pick<SyncConflict, 'recordKey' | 'source' | 'target'>;

/** Opens a conflict once per field and pair of values. */
export async function raise(
	{ engine, keys }: StoreContext,
	conflict: SyncConflict,
	now: Instant,
): ReturnType<SyncStore['raise']> {
	const { system, account, object, recordKey, field, source, target } = conflict;
	const record = recordHash(keys, recordKey);
	const place = valuePlace(conflict, record, field);
	const conflictId = idOf(keys, place, conflict);
	return await engine.write(async (tx): ReturnType<SyncStore['raise']> => {
		await engine.lock(tx, place);
		const known = await tx
			.selectFrom('sync_conflicts')
			.selectAll()
			.where('conflict_id', '=', conflictId)
			.executeTakeFirst();
		if (known !== undefined && known.status !== 'superseded') {
			return { conflictId, outcome: 'known', settlement: settlementOf(keys, known) };
		}
		await tx
			.updateTable('sync_conflicts')
			.set({ status: 'superseded' })
			.where('record_hash', '=', record)
			.where('field', '=', field)
			.where('system', '=', system)
			.where('account', '=', account)
			.where('object', '=', object)
			.where('status', '=', 'open')
			.execute();
		if (known !== undefined) {
			// The values are back at what was asked before.
			await tx
				.updateTable('sync_conflicts')
				.set({ status: 'open', raised_at: now })
				.where('conflict_id', '=', conflictId)
				.execute();
			return { conflictId, outcome: 'raised', settlement: null };
		}
		const content: Content = { recordKey, source, target };
		await tx
			.insertInto('sync_conflicts')
			.values({
				conflict_id: conflictId,
				system,
				account,
				object,
				record_hash: record,
				field,
				content: keys.seal(contentPlace(conflictId), JSON.stringify(content)),
				status: 'open',
				raised_at: now,
				settlement: null,
			})
			.execute();
		return { conflictId, outcome: 'raised', settlement: null };
	});
}

export async function list(
	{ engine, keys }: StoreContext,
	{ system, account, object, status = 'open', limit }: Parameters<SyncStore['list']>[0],
): Promise<RecordedConflict[]> {
	const rows = await engine.query((db) => {
		let found = db.selectFrom('sync_conflicts').selectAll().where('status', '=', status);
		if (system !== undefined) found = found.where('system', '=', system);
		if (account !== undefined) found = found.where('account', '=', account);
		if (object !== undefined) found = found.where('object', '=', object);
		return found.orderBy('sequence').limit(limit).execute();
	});
	return rows.map((row) => conflictOf(keys, row));
}

export async function settle(
	{ engine, keys }: StoreContext,
	conflictId: string,
	decision: ConflictDecision,
	actor: string,
	now: Instant,
): ReturnType<SyncStore['settle']> {
	return await engine.write(async (tx): ReturnType<SyncStore['settle']> => {
		await engine.lock(tx, contentPlace(conflictId));
		const row = await tx
			.selectFrom('sync_conflicts')
			.selectAll()
			.where('conflict_id', '=', conflictId)
			.executeTakeFirst();
		if (row === undefined) return 'unknown';
		const value = valueOf(decision, contentOf(keys, row));
		const before = settlementOf(keys, row);
		if (before !== null) {
			return before.take === decision.take && before.value === value ? 'unchanged' : 'refused';
		}
		const settlement: ConflictSettlement = { take: decision.take, value, actor, at: now };
		const written = await tx
			.updateTable('sync_conflicts')
			.set({
				status: 'settled',
				settlement: keys.seal(settlementPlace(conflictId), JSON.stringify(settlement)),
			})
			.where('conflict_id', '=', conflictId)
			.where('status', '=', 'open')
			.executeTakeFirst();
		return written.numUpdatedRows > 0n ? 'settled' : 'refused';
	});
}

/** Keyed, because it is made of the values themselves. */
function idOf(keys: WorkspaceKeys, place: string, { source, target }: SyncConflict): string {
	const hash = keys.keyedHash('sync-conflict', JSON.stringify([place, source, target]));
	return `cfl_${hash.slice(0, 32)}`;
}

function valueOf(decision: ConflictDecision, { source, target }: Content): string | null {
	if (decision.take === 'value') return decision.value;
	return decision.take === 'source' ? source : target;
}

function conflictOf(keys: WorkspaceKeys, row: Row): RecordedConflict {
	const { system, account, object, field } = row;
	return {
		conflictId: row.conflict_id,
		system,
		account,
		object,
		field,
		...contentOf(keys, row),
		status: row.status as RecordedConflict['status'],
		raisedAt: row.raised_at,
		settlement: settlementOf(keys, row),
	};
}

function contentOf(keys: WorkspaceKeys, row: Row): Content {
	return JSON.parse(keys.open(contentPlace(row.conflict_id), row.content)) as Content;
}

function settlementOf(keys: WorkspaceKeys, row: Row): ConflictSettlement | null {
	if (row.settlement === null) return null;
	const text = keys.open(settlementPlace(row.conflict_id), row.settlement);
	return JSON.parse(text) as ConflictSettlement;
}

function contentPlace(conflictId: string): string {
	return `sync-conflict:${conflictId}`;
}

function settlementPlace(conflictId: string): string {
	return `sync-settlement:${conflictId}`;
}
