import type { PoolClient } from 'pg';
import { AffiliateError } from '../../kernel';
import { openStore, type StoreLocation } from '../open-store';
import { schemaOf } from '../postgres/open-postgres-store';
import { fromPostgresError } from '../postgres/postgres-errors';
import { postgresPool } from '../postgres/postgres-pool';
import { SourceFile } from './source-file';
import { TableSum } from './table-sum';
import { TargetSchema } from './target-schema';

/** Rows in memory at a time. */
const BATCH = 1_000;

export interface MovedTable {
	readonly name: string;
	readonly rows: number;
}

export interface MoveOrder {
	readonly from: Extract<StoreLocation, { kind: 'sqlite' }>;
	readonly to: Extract<StoreLocation, { kind: 'postgres' }>;
	/** Hears of each table once it has been copied and compared. */
	readonly onTable?: (table: MovedTable) => void;
}

/**
 * Copies a whole workspace from its file into an empty one in PostgreSQL, in one transaction, and compares
 * every row. The file stays as it is and is locked meanwhile. Throws `wrong_store_key` unless both have the
 * same key, `workspace_not_empty`, `store_busy`, `move_incomplete`; then nothing was moved.
 */
export async function moveWorkspace({ from, to, onTable }: MoveOrder): Promise<MovedTable[]> {
	// Opening brings both to the same version, and the target must take the key of the source.
	await (await openStore(from)).close();
	await (await openStore({ ...to, maxConnections: 1 })).close();
	const source = SourceFile.open(from.file);
	const pool = postgresPool(to.connection, 1);
	try {
		const client = await pool.connect();
		try {
			return await inTransaction(client, async () => {
				const target = new TargetSchema(client, schemaOf(to.workspace));
				return await copied(source, target, onTable);
			});
		} finally {
			client.release();
		}
	} catch (error) {
		throw fromPostgresError(error);
	} finally {
		source.close();
		await pool.end();
	}
}

async function copied(
	source: SourceFile,
	target: TargetSchema,
	onTable: MoveOrder['onTable'],
): Promise<MovedTable[]> {
	const tables = source.tables();
	const there = await target.tables();
	const missing = tables.find((name) => !there.includes(name));
	if (missing !== undefined || there.length !== tables.length)
		throw incomplete(missing ?? 'tables');
	await target.requireKey(source.keyCheck());
	await target.requireEmpty(tables);
	await target.countClicks(false);
	const moved: MovedTable[] = [];
	for (const name of tables) {
		const columns = source.columns(name);
		const sum = new TableSum();
		for (const rows of source.batches(name, BATCH)) {
			for (const row of rows) sum.add(row);
			await target.insert(name, columns, rows);
		}
		await target.continueSequences(name);
		if (!sum.equals(await target.sumOf(name))) throw incomplete(name);
		const table = { name, rows: sum.rows };
		moved.push(table);
		onTable?.(table);
	}
	await target.countClicks(true);
	return moved;
}

async function inTransaction<Result>(
	client: PoolClient,
	work: () => Promise<Result>,
): Promise<Result> {
	await client.query('begin');
	try {
		const result = await work();
		await client.query('commit');
		return result;
	} catch (error) {
		await client.query('rollback').catch(() => undefined);
		throw error;
	}
}

function incomplete(table: string): AffiliateError {
	return new AffiliateError(`'${table}' is not the same on both sides; nothing was moved`, {
		code: 'move_incomplete',
		path: table,
		hint: 'Check the file with a backup, and report it if that does not help.',
	});
}
