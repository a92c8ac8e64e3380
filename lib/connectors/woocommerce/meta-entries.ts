import type { MetaEntry } from './schema';

/** Values by meta key; null takes the meta away. */
export type MetaValues = Readonly<Record<string, string | null>>;

export interface MetaChange {
	readonly id?: number;
	readonly key: string;
	/** Null deletes the row of this id. */
	readonly value: string | null;
}

/**
 * What to send so that each key is there once, with its value, or not at all; empty when that is so
 * already. The rows that are there are named by id: without one, WooCommerce has been seen to add
 * another row of the same key, and two writes at once do.
 */
export function metaChanges(entries: readonly MetaEntry[], values: MetaValues): MetaChange[] {
	return Object.entries(values).flatMap(([key, value]): MetaChange[] => {
		const rows = entries.filter((entry) => entry.key === key).sort((a, b) => a.id - b.id);
		const [first, ...others] = value === null ? [undefined, ...rows] : rows;
		const surplus = others.flatMap((row) =>
			row === undefined ? [] : [{ id: row.id, key, value: null }],
		);
		if (value === null) return surplus;
		if (first === undefined) return [{ key, value }];
		return isSame(first.value, value) ? surplus : [{ id: first.id, key, value }, ...surplus];
	});
}

/** The first key whose value is not the one that was asked for; null when all are. */
export function keyNotKept(entries: readonly MetaEntry[], values: MetaValues): string | null {
	const lost = Object.entries(values).find(([key, value]) => {
		const rows = entries.filter((entry) => entry.key === key);
		return value === null ? rows.length > 0 : !rows.some((row) => isSame(row.value, value));
	});
	return lost?.[0] ?? null;
}

/** Values are compared as text: what looks like a number comes back as one from some shops. */
function isSame(stored: unknown, wanted: string): boolean {
	return (typeof stored === 'string' || typeof stored === 'number') && String(stored) === wanted;
}
