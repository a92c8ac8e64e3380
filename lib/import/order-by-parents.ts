import type { AffiliateDirectory } from './affiliate-directory';
import type { RowError } from './records/row-error';
import type { AffiliateRecord } from './records/import-record';

export interface AffiliateRow {
	readonly row: number;
	readonly record: AffiliateRecord;
}

export interface OrderedAffiliates {
	/** Everyone after whoever recruited them. */
	readonly ordered: readonly AffiliateRow[];
	/** Rows whose parent is unknown or cannot be imported, or who would be above themselves. */
	readonly errors: readonly RowError[];
}

/** What stands in the way of a row: null for nothing. */
type Obstacle = Pick<RowError, 'code' | 'message' | 'hint'> | null;

const UNKNOWN_PARENT: Obstacle = {
	code: 'unknown_parent',
	message: 'There is no affiliate with the code of the parent',
	hint: 'Add the parent to the file, import it first, or leave the cell empty.',
};

const PARENT_HAS_ERRORS: Obstacle = {
	code: 'parent_not_imported',
	message: 'The row of the parent has an error',
	hint: 'Mend the row of the parent first.',
};

const CIRCLE: Obstacle = {
	code: 'circular_parents',
	message: 'The affiliate would stand above itself',
	hint: 'Follow the parents from row to row and correct the one that leads back.',
};

/**
 * Puts affiliates after their parents. A parent is known already, or stands anywhere in the file
 * in a row without error.
 */
export function orderByParents(
	rows: readonly AffiliateRow[],
	directory: Pick<AffiliateDirectory, 'byCode'>,
	parentHeading: string | null,
): OrderedAffiliates {
	const byCode = new Map(rows.map((entry) => [keyOf(entry.record.code), entry]));
	const obstacles = new Map<AffiliateRow, Obstacle>();
	const ordered: AffiliateRow[] = [];
	for (const start of rows) {
		const chain = chainUpwards(start, byCode, obstacles);
		let above = endOfChain(chain, byCode, obstacles, directory);
		for (const entry of chain.toReversed()) {
			obstacles.set(entry, above);
			if (above === null) ordered.push(entry);
			else if (above.code === UNKNOWN_PARENT?.code) above = PARENT_HAS_ERRORS;
		}
	}
	return { ordered, errors: errorsOf(obstacles, parentHeading) };
}

/** The row, its parent in the file and so on, up to one that is settled or has none. */
function chainUpwards(
	start: AffiliateRow,
	byCode: ReadonlyMap<string, AffiliateRow>,
	settled: ReadonlyMap<AffiliateRow, Obstacle>,
): AffiliateRow[] {
	const chain: AffiliateRow[] = [];
	const seen = new Set<AffiliateRow>();
	let entry: AffiliateRow | undefined = start;
	while (entry !== undefined && !settled.has(entry) && !seen.has(entry)) {
		seen.add(entry);
		chain.push(entry);
		const { parentCode }: AffiliateRecord = entry.record;
		entry = parentCode === null ? undefined : byCode.get(keyOf(parentCode));
	}
	return chain;
}

/** What stands in the way of the last row of a chain. */
function endOfChain(
	chain: readonly AffiliateRow[],
	byCode: ReadonlyMap<string, AffiliateRow>,
	settled: ReadonlyMap<AffiliateRow, Obstacle>,
	directory: Pick<AffiliateDirectory, 'byCode'>,
): Obstacle {
	const parentCode = chain.at(-1)?.record.parentCode ?? null;
	if (parentCode === null) return null;
	const parent = byCode.get(keyOf(parentCode));
	if (parent === undefined) return directory.byCode(parentCode) === null ? UNKNOWN_PARENT : null;
	if (chain.includes(parent)) return CIRCLE;
	const obstacle = settled.get(parent) ?? null;
	return obstacle === null || obstacle === CIRCLE ? obstacle : PARENT_HAS_ERRORS;
}

function errorsOf(
	obstacles: ReadonlyMap<AffiliateRow, Obstacle>,
	heading: string | null,
): RowError[] {
	return [...obstacles].flatMap(([{ row }, obstacle]) =>
		obstacle === null ? [] : [{ row, field: 'parentCode' as const, heading, ...obstacle }],
	);
}

function keyOf(code: string): string {
	return code.toLowerCase();
}
