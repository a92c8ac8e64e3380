import { contentHash } from '../../kernel';
import {
	referenceListSchema,
	type ReferenceList,
	type ReferenceListKind,
} from '../../model/reference-list';
import type { FraudStore } from '../../ports/fraud-store';
import type { SaveOutcome } from '../../ports/store-records';
import type { StoreContext, StoreQueries } from '../engine';
import { writeAudit, type AuditEntry } from '../registry/audit';
import { listEntries } from './reference-lists-entries';

type ListSummary = Awaited<ReturnType<FraudStore['referenceLists']>>[number];

const KIND = 'reference_list';

const kindSchema = referenceListSchema.shape.kind;

/**
 * Keeps a list in place of the one of the same name, compared without case. One with the same
 * entries is `unchanged`, but known to be of the newer date. Throws `invalid_reference_list`.
 */
export async function saveReferenceList(
	{ engine, clock }: StoreContext,
	list: ReferenceList,
): Promise<SaveOutcome> {
	const name = nameKey(list.name);
	const entries = listEntries(list.kind, list.entries);
	const hash = contentHash([list.kind, list.source, entries]);
	return await engine.write(async (tx): Promise<SaveOutcome> => {
		await engine.lock(tx, `reference-list:${name}`);
		const known = await hashOf(tx, name);
		if (known === hash) {
			await tx
				.updateTable('reference_lists')
				.set({ imported_at: list.importedAt })
				.where('name', '=', name)
				.execute();
			return 'unchanged';
		}
		const row = {
			name,
			kind: list.kind,
			entries: entries.join('\n'),
			entry_count: entries.length,
			content_hash: hash,
			source: list.source,
			imported_at: list.importedAt,
		};
		await tx
			.insertInto('reference_lists')
			.values(row)
			.onConflict((conflict) => conflict.column('name').doUpdateSet(row))
			.execute();
		const action = known === null ? 'created' : 'updated';
		await writeAudit(tx, audit(name, action, known, hash, clock.now()));
		return action;
	});
}

export async function deleteReferenceList(
	{ engine, clock }: StoreContext,
	listName: string,
): Promise<boolean> {
	const name = nameKey(listName);
	return await engine.write(async (tx) => {
		await engine.lock(tx, `reference-list:${name}`);
		const known = await hashOf(tx, name);
		if (known === null) return false;
		await tx.deleteFrom('reference_lists').where('name', '=', name).execute();
		await writeAudit(tx, audit(name, 'deleted', known, null, clock.now()));
		return true;
	});
}

/** By name. */
export async function referenceLists({ engine }: StoreContext): Promise<ListSummary[]> {
	const rows = await engine.query((db) =>
		db
			.selectFrom('reference_lists')
			.select(['name', 'kind', 'entry_count', 'content_hash', 'source', 'imported_at'])
			.orderBy('name')
			.execute(),
	);
	return rows.map((row) => ({
		name: row.name,
		kind: kindSchema.parse(row.kind),
		source: row.source,
		importedAt: row.imported_at,
		entryCount: row.entry_count,
		contentHash: row.content_hash,
	}));
}

/** Entries of all lists of a kind, each once. */
export async function referenceEntries(
	{ engine }: StoreContext,
	kind: ReferenceListKind,
): Promise<string[]> {
	const rows = await engine.query((db) =>
		db
			.selectFrom('reference_lists')
			.select('entries')
			.where('kind', '=', kind)
			.orderBy('name')
			.execute(),
	);
	const lists = rows.map(({ entries }) => (entries === '' ? [] : entries.split('\n')));
	return [...new Set(lists.flat())];
}

function nameKey(name: string): string {
	return name.trim().toLowerCase();
}

async function hashOf(tx: StoreQueries, name: string): Promise<string | null> {
	const row = await tx
		.selectFrom('reference_lists')
		.select('content_hash')
		.where('name', '=', name)
		.executeTakeFirst();
	return row?.content_hash ?? null;
}

function audit(
	recordId: string,
	action: AuditEntry['action'],
	beforeHash: string | null,
	afterHash: string | null,
	at: string,
): AuditEntry {
	return { kind: KIND, recordId, action, beforeHash, afterHash, at };
}
