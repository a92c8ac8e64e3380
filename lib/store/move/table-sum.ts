import { hash } from 'node:crypto';

/** A value of either database in the same words: whole numbers and texts differ only in their type. */
export type Cell = string | number | bigint | null;

/**
 * The sum of the hashes of all rows, whatever their order: equal for equal tables, and for others only if
 * SHA-256 was broken by chance.
 */
export class TableSum {
	rows = 0;

	private sum = 0n;

	add(row: Readonly<Record<string, Cell>>): void {
		const cells = Object.entries(row)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([name, value]) => [name, value === null ? null : String(value)]);
		this.sum += BigInt(`0x${hash('sha256', JSON.stringify(cells))}`);
		this.rows += 1;
	}

	equals(other: TableSum): boolean {
		return this.rows === other.rows && this.sum === other.sum;
	}
}
