import { contentHash } from '../kernel';
import { toJson } from '../model/json';
import type { ImportRecord } from './records/import-record';
import type { RowError } from './records/row-error';

/** `first`: not seen before. `duplicate`: the same once more. Or what is wrong with it. */
export type Repetition = 'first' | 'duplicate' | Pick<RowError, 'code' | 'message' | 'hint'>;

/**
 * Finds rows of one file that stand for the same thing. Equal ones are counted once; of rows that
 * say different things about it nobody can tell which is right.
 */
export function repeatedRows(): (
	identity: string,
	row: number,
	record: ImportRecord,
) => Repetition {
	const seen = new Map<string, { readonly row: number; readonly hash: string }>();
	return (identity, row, record) => {
		const hash = contentHash(toJson(record));
		const before = seen.get(identity);
		if (before === undefined) {
			seen.set(identity, { row, hash });
			return 'first';
		}
		if (before.hash === hash) return 'duplicate';
		return {
			code: 'contradicting_rows',
			message: `Row ${before.row} says something else about the same ${record.kind}`,
			hint: 'Compare the two rows and leave one of them out.',
		};
	};
}
