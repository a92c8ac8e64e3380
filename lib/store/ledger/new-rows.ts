import { chunks } from '../chunks';
import { ledgerConflict } from './ledger-conflict';

interface HashedRow {
	readonly record_hash: string;
}

/**
 * The rows that are not written yet, each id once. The same id with the same content is a repeat
 * and left out; with other content it is a `ledger_conflict`.
 */
export async function newRows<Row extends HashedRow>(
	rows: readonly Row[],
	idOf: (row: Row) => string,
	what: string,
	stored: (ids: string[]) => Promise<Array<{ id: string; record_hash: string }>>,
): Promise<Row[]> {
	const hashes = new Map<string, string>();
	for (const part of chunks(rows)) {
		for (const row of await stored(part.map(idOf))) hashes.set(row.id, row.record_hash);
	}
	return rows.filter((row) => {
		const id = idOf(row);
		const known = hashes.get(id);
		hashes.set(id, known ?? row.record_hash);
		if (known === undefined) return true;
		if (known === row.record_hash) return false;
		throw ledgerConflict(`The ${what} '${id}' is already recorded with other content`, { id });
	});
}
