import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Instant } from '../../kernel';
import type { StoreContext, StoreQueries } from '../engine';

/** Whose rows a chain links. All of them hang on a commission, which names the programme. */
const CHAINED_TABLES = [
	{ kind: 'adjustment', table: 'commission_adjustments', id: 'adjustment_id', at: 'at' },
	{ kind: 'commission', table: 'commissions', id: 'commission_id', at: 'created_at' },
	{ kind: 'move', table: 'commission_moves', id: 'move_id', at: 'at' },
	{ kind: 'transaction', table: 'ledger_transactions', id: 'transaction_id', at: 'occurred_at' },
] as const;

type ChainedTable = (typeof CHAINED_TABLES)[number];

export type ChainedKind = ChainedTable['kind'];

/** False for a kind that no version of this package has written. */
export function isChainedKind(kind: string): kind is ChainedKind {
	return CHAINED_TABLES.some((table) => table.kind === kind);
}

export interface EntryName {
	readonly kind: ChainedKind;
	readonly entryId: string;
	readonly at: Instant;
}

/** Rows of a table that one statement looks at, so that none holds up the process for long. */
const ROWS_PER_LOOK = 5_000;

/**
 * Entries of a programme that no link covers, in parts: the next rows of every table, by the time
 * they tell of. Any number of rows in little memory.
 */
export async function* unlinkedEntries(
	{ engine }: StoreContext,
	programmeId: string,
): AsyncGenerator<EntryName[]> {
	const open = new Map(
		await engine.query((db) =>
			Promise.all(
				CHAINED_TABLES.map(async (table) => [table, await lastSequence(db, table)] as const),
			),
		),
	);
	for (let after = 0; open.size > 0; after += ROWS_PER_LOOK) {
		const part: EntryName[] = [];
		for (const [table, last] of open) {
			if (after >= last) {
				open.delete(table);
				continue;
			}
			const range = { after, upTo: after + ROWS_PER_LOOK };
			const rows = await engine.query((db) => unlinked(db, table, range));
			part.push(...rows.filter((row) => row.programmeId === programmeId));
		}
		if (part.length > 0) yield part.sort(inOrder);
		// SQLite answers in the same turn: without a pause, nothing else would run meanwhile.
		await nextTurn();
	}
}

async function lastSequence(db: StoreQueries, { table }: ChainedTable): Promise<number> {
	const row = await db
		.selectFrom(table as 'commissions')
		.select(sql<number | bigint | null>`max(sequence)`.as('last'))
		.executeTakeFirst();
	return Number(row?.last ?? 0);
}

/**
 * Of every programme: a condition on it would let a database without statistics walk through all
 * commissions of the programme for every part.
 */
async function unlinked(
	db: StoreQueries,
	{ kind, table, id, at }: ChainedTable,
	{ after, upTo }: { after: number; upTo: number },
): Promise<Array<EntryName & { programmeId: string }>> {
	const rows = await db
		.selectFrom(`${table} as e` as 'commission_moves as e')
		.innerJoin('commissions as c', 'c.commission_id', 'e.commission_id')
		.leftJoin('chain_entries as l', (join) =>
			join.onRef('l.entry_id', '=', `e.${id}` as 'e.move_id').on('l.kind', '=', kind),
		)
		.select([`e.${id} as entry_id` as 'e.move_id as entry_id', `e.${at} as at` as 'e.at as at'])
		.select('c.programme_id')
		.where('e.sequence', '>', after)
		.where('e.sequence', '<=', upTo)
		.where('l.position', 'is', null)
		.execute();
	return rows.map((row) => ({
		kind,
		entryId: row.entry_id,
		at: row.at,
		programmeId: row.programme_id,
	}));
}

function inOrder(a: EntryName, b: EntryName): number {
	if (a.at !== b.at) return a.at < b.at ? -1 : 1;
	if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1;
	return a.entryId < b.entryId ? -1 : 1;
}
