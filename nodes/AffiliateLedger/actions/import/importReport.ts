import type { IDataObject } from 'n8n-workflow';
import { AffiliateError } from '../../../../lib/kernel';
import {
	amountsByStatus,
	type ImportReading,
	type ReadyRow,
	type RowError,
} from '../../../../lib/import';
import type { SaveOutcome } from '../../../../lib/ports/store';

export type Counts = Record<SaveOutcome | 'duplicates', number>;

export interface ImportOutcome {
	/** In the file, headings aside. */
	readonly rows: number;
	readonly duplicates: readonly number[];
	readonly counts: Counts;
	/** Rows without error. */
	readonly done: readonly ReadyRow[];
	/** Of reading and of writing, by row. */
	readonly errors: readonly RowError[];
}

/** A summary stays readable; the rest is in the items of 'Output Row Errors'. */
const MOST_ERRORS_SHOWN = 50;

/** One item that tells what was read, what is wrong and what was or would be written. */
export function importSummary(
	{ recognition, encoding, delimiter, decimalMarks, ignoredSections }: ImportReading,
	{ rows, duplicates, counts, done, errors }: ImportOutcome,
	isDryRun: boolean,
): IDataObject {
	const badRows = new Set(errors.map(({ row }) => row)).size;
	return {
		item: 'summary',
		dryRun: isDryRun,
		source: recognition.source,
		kind: recognition.kind,
		confidence: recognition.confidence,
		encoding,
		delimiter,
		columns: recognition.fields,
		unusedColumns: [...recognition.unused],
		missingFields: [...recognition.missing],
		decimalMarks: Object.fromEntries(decimalMarks),
		ignoredSections: [...ignoredSections],
		rows,
		ok: rows - badRows,
		errorCount: errors.length,
		errors: errors.slice(0, MOST_ERRORS_SHOWN).map((error) => ({ ...error })),
		duplicateRows: duplicates.slice(0, MOST_ERRORS_SHOWN),
		amounts: amountsByStatus(done),
		[isDryRun ? 'would' : 'did']: { ...counts },
		message: messageOf(counts, badRows, isDryRun),
	};
}

export function errorItems(errors: readonly RowError[]): IDataObject[] {
	return errors.map((error) => ({ item: 'rowError', ...error }));
}

/** Nothing was written; the first errors say why. */
export function importRefused(errors: readonly RowError[]): AffiliateError {
	const first = errors.slice(0, 3).map(({ row, message }) => `row ${row}: ${message}`);
	const more = errors.length > first.length ? '; …' : '';
	return new AffiliateError(
		`The file has ${counted(errors.length, 'error')}; nothing was written`,
		{
			code: 'import_refused',
			hint:
				`${first.join('; ')}${more}. Switch 'Dry Run' on to see them all, mend the file and import ` +
				"it again, or switch 'Stop on Errors' off to import the other rows.",
		},
	);
}

function messageOf(counts: Counts, badRows: number, isDryRun: boolean): string {
	const verb = isDryRun ? 'Would be' : 'Were';
	const done = `${verb} created: ${counts.created}, updated: ${counts.updated}`;
	const left = `unchanged: ${counts.unchanged + counts.duplicates}`;
	return `${done}, ${left}; rows with errors: ${badRows}.`;
}

function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
