import { AffiliateError } from '../../kernel';
import { fieldLabel, type ImportField } from '../import-fields';

/** What is wrong with one cell of one row. Holds no cell: it could be personal data. */
export interface RowError {
	/** As in the file; the first row is 1. */
	readonly row: number;
	/** Null when it is about the whole row. */
	readonly field: ImportField | null;
	readonly heading: string | null;
	readonly code: string;
	readonly message: string;
	readonly hint: string;
}

/** An error about a whole row. Anything but an `AffiliateError` is no row's fault and is thrown. */
export function rowErrorOf(row: number, error: unknown): RowError {
	return { row, field: null, heading: null, ...explained(error) };
}

/** The same for a cell, whose field begins the message: "'Commission' is not an amount". */
export function cellErrorOf(
	row: number,
	cell: { readonly field: ImportField; readonly heading: string | null },
	error: unknown,
): RowError {
	const { code, message, hint } = explained(error);
	return { row, ...cell, code, message: `'${fieldLabel(cell.field)}' ${message}`, hint };
}

function explained(error: unknown): Pick<RowError, 'code' | 'message' | 'hint'> {
	if (!(error instanceof AffiliateError)) throw error;
	return { code: error.code, message: error.message, hint: error.hint ?? '' };
}
