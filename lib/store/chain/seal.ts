import { setImmediate as nextTurn } from 'node:timers/promises';
import { AffiliateError, type Instant } from '../../kernel';
import type { ChainHead } from '../../ports/audit-chain-store';
import { chunks } from '../chunks';
import type { StoreContext, StoreQueries } from '../engine';
import { unlinkedEntries, type ChainedKind, type EntryName } from './chained-tables';
import { entryContents, type EntryContent } from './entry-contents';
import { linkHash, NO_LINK } from './link-hash';

/** Entries that one transaction links, so that sealing never keeps other writers waiting. */
const ENTRIES_PER_TRANSACTION = 1_000;

/**
 * Links every entry of a programme that is not linked yet (C34). Several processes may do it at
 * once; each entry is linked once. Throws `ledger_tampered` at an entry that is not what it was
 * when it was written; what was linked before that stays.
 */
export async function seal(
	context: StoreContext,
	programmeId: string,
	now: Instant,
): Promise<ChainHead> {
	for await (const part of unlinkedEntries(context, programmeId)) {
		for (const entries of chunks(part, ENTRIES_PER_TRANSACTION)) {
			await link(context, programmeId, entries, now);
			await nextTurn();
		}
	}
	return await context.engine.query((db) => chainHead(db, programmeId));
}

export async function chainHead(db: StoreQueries, programmeId: string): Promise<ChainHead> {
	const row = await db
		.selectFrom('chain_entries')
		.select(['position', 'hash', 'sealed_at'])
		.where('programme_id', '=', programmeId)
		.orderBy('position', 'desc')
		.limit(1)
		.executeTakeFirst();
	return {
		programmeId,
		position: row?.position ?? 0,
		hash: row?.hash ?? null,
		sealedAt: row?.sealed_at ?? null,
	};
}

async function link(
	{ engine }: StoreContext,
	programmeId: string,
	entries: readonly EntryName[],
	now: Instant,
): Promise<void> {
	await engine.write(async (tx) => {
		await engine.lock(tx, `chain:${programmeId}`);
		const linked = await linkedIds(tx, entries);
		const contents = await contentsByKind(tx, entries);
		const head = await chainHead(tx, programmeId);
		let { position } = head;
		let previous = head.hash ?? NO_LINK;
		const rows = [];
		for (const { kind, entryId } of entries) {
			// Somebody else may have linked it since it was found.
			if (linked.has(`${kind} ${entryId}`)) continue;
			const content = contents.get(kind)?.get(entryId);
			if (content?.isIntact !== true) throw tampered(kind, entryId);
			position += 1;
			const recordHash = content.hash;
			previous = linkHash(previous, { programmeId, position, kind, entryId, recordHash });
			rows.push({
				programme_id: programmeId,
				position,
				kind,
				entry_id: entryId,
				record_hash: recordHash,
				hash: previous,
				sealed_at: now,
			});
		}
		for (const part of chunks(rows)) await tx.insertInto('chain_entries').values(part).execute();
	});
}

async function linkedIds(tx: StoreQueries, entries: readonly EntryName[]): Promise<Set<string>> {
	const linked = new Set<string>();
	for (const [kind, ids] of idsByKind(entries)) {
		for (const part of chunks(ids)) {
			const rows = await tx
				.selectFrom('chain_entries')
				.select('entry_id')
				.where('kind', '=', kind)
				.where('entry_id', 'in', part)
				.execute();
			for (const row of rows) linked.add(`${kind} ${row.entry_id}`);
		}
	}
	return linked;
}

/** What the entries say, by kind and id, in a statement or two for each kind. */
export async function contentsByKind(
	tx: StoreQueries,
	entries: ReadonlyArray<{ readonly kind: ChainedKind; readonly entryId: string }>,
): Promise<Map<ChainedKind, Map<string, EntryContent>>> {
	const contents = new Map<ChainedKind, Map<string, EntryContent>>();
	for (const [kind, ids] of idsByKind(entries)) {
		const known = new Map<string, EntryContent>();
		for (const part of chunks(ids)) {
			for (const [id, content] of await entryContents(tx, kind, part)) known.set(id, content);
		}
		contents.set(kind, known);
	}
	return contents;
}

function idsByKind(
	entries: ReadonlyArray<{ readonly kind: ChainedKind; readonly entryId: string }>,
): Map<ChainedKind, string[]> {
	const ids = new Map<ChainedKind, string[]>();
	for (const { kind, entryId } of entries) {
		const known = ids.get(kind) ?? [];
		known.push(entryId);
		ids.set(kind, known);
	}
	return ids;
}

function tampered(kind: string, entryId: string): AffiliateError {
	return new AffiliateError(`The ${kind} '${entryId}' is not what it was when it was written`, {
		code: 'ledger_tampered',
		hint: 'It was changed outside of this package. Compare it with a backup, and find out by whom.',
		details: { kind, entryId },
	});
}
