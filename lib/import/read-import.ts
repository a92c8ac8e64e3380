import { AffiliateError, type RoundingMode } from '../kernel';
import type { CsvEncoding } from './csv/decode-bytes';
import { isDelimiterLine, sectionName, type Delimiter } from './csv/detect-delimiter';
import { readRows, type CsvInput, type CsvRow, type CsvRows } from './csv/read-rows';
import { recognise, type Recognition, type RecogniseChoice } from './headings/recognise';
import type { ImportField } from './import-fields';
import { AMOUNT_FIELDS, fieldLabel } from './import-fields';
import type { ImportKind } from './import-kinds';
import { fieldReader, type FieldReader, type ReadingRules } from './records/field-reader';
import type { RowError } from './records/row-error';
import type { ImportRecord } from './records/import-record';
import { readAffiliate } from './records/read-affiliate';
import { readBalance } from './records/read-balance';
import { readConversion } from './records/read-conversion';
import { readCoupon } from './records/read-coupon';
import { readLink } from './records/read-link';
import {
	addEvidence,
	decideMark,
	NO_EVIDENCE,
	type DecimalMark,
	type MarkEvidence,
} from './values/decimal-mark';
import { unescapeCell } from './csv/unescape-cell';
import type { DateFormat } from './values/read-date';

export interface ImportOptions extends RecogniseChoice {
	/** Null: by column. */
	readonly decimalMark?: DecimalMark | null;
	/** Order of day and month; null refuses dates that could be read both ways. */
	readonly dateFormat?: DateFormat | null;
	/** ISO 4217 code of rows that name none. */
	readonly defaultCurrency: string;
	/** Null refuses amounts with more decimals than their currency has. */
	readonly rounding?: RoundingMode | null;
	readonly delimiter?: Delimiter | null;
}

/** Longer than any address, so that nobody's text can keep the reading of a cell busy. */
const LONGEST_VALUE = 4_000;

const MOST_COLUMNS = 1_000;

/** A row that can be imported, or what is wrong with it. */
export type RowResult =
	| { readonly row: number; readonly record: ImportRecord; readonly errors?: undefined }
	| { readonly row: number; readonly errors: readonly RowError[]; readonly record?: undefined };

/** A file whose headings are understood, and its rows. */
export interface ImportReading {
	readonly recognition: Recognition;
	/** Null for rows that were not read from text. */
	readonly encoding: CsvEncoding | null;
	readonly delimiter: Delimiter | null;
	/** Decimal mark of each column of amounts; null where the file does not show it. */
	readonly decimalMarks: ReadonlyMap<ImportField, DecimalMark | null>;
	/** Parts of the file that are not imported, by the name that stands in it. */
	readonly ignoredSections: readonly string[];
	/** Row by row, as often as it is called; holds no more than one row. */
	rows(): AsyncIterable<RowResult>;
}

/**
 * Opens an export: recognises platform, kind and columns by the headings, and finds the decimal
 * mark of each column of amounts in a first walk through the file. The file stays as it is and is
 * read again, row by row, for `rows()`.
 *
 * Throws `empty_file`, `broken_csv`, `too_many_columns`, `mixed_decimal_marks`, and what
 * `recognise` throws.
 */
export async function readImport(input: CsvInput, options: ImportOptions): Promise<ImportReading> {
	const file = readRows(input, options.delimiter ?? null);
	const survey = await surveyOf(file, options);
	const { recognition } = survey;
	const rules: ReadingRules = {
		recognition,
		decimalMarks: decimalMarksOf(survey, options.decimalMark ?? null),
		dateFormat: options.dateFormat ?? null,
		defaultCurrency: options.defaultCurrency,
		rounding: options.rounding ?? null,
	};
	return {
		recognition,
		encoding: file.encoding,
		delimiter: file.delimiter,
		decimalMarks: rules.decimalMarks,
		ignoredSections: survey.ignoredSections,
		rows: () => rowResults(file, survey, rules),
	};
}

interface Survey {
	readonly headings: CsvRow;
	readonly recognition: Recognition;
	readonly evidence: ReadonlyMap<ImportField, MarkEvidence>;
	/** First row that is not imported any more. */
	readonly end: number;
	readonly ignoredSections: readonly string[];
}

async function surveyOf(file: CsvRows, choice: RecogniseChoice): Promise<Survey> {
	let headings: CsvRow | null = null;
	let recognition: Recognition | null = null;
	let end = Number.POSITIVE_INFINITY;
	const ignoredSections: string[] = [];
	const evidence = new Map<ImportField, MarkEvidence>();
	for await (const row of file.walk()) {
		if (isBlank(row.cells)) continue;
		const section = sectionName(row.cells);
		if (recognition === null) {
			if (section !== null || isDelimiterLine(row.cells)) continue;
			if (row.cells.length > MOST_COLUMNS) throw tooManyColumns(row.cells.length);
			headings = { row: row.row, cells: row.cells.map((cell) => cell.trim()) };
			recognition = recognise(headings.cells, choice);
		} else if (section !== null) {
			end = Math.min(end, row.row);
			ignoredSections.push(section);
		} else if (row.row < end) {
			lookAtAmounts(evidence, row, recognition);
		}
	}
	if (headings === null || recognition === null) throw emptyFile();
	return { headings, recognition, evidence, end, ignoredSections };
}

function lookAtAmounts(
	evidence: Map<ImportField, MarkEvidence>,
	{ row, cells }: CsvRow,
	{ columns, hasSlashes }: Recognition,
): void {
	for (const [field, index] of columns) {
		const raw = cells[index] ?? '';
		if (!AMOUNT_FIELDS.has(field) || raw.length > LONGEST_VALUE) continue;
		const cell = unescapeCell(raw, hasSlashes);
		evidence.set(field, addEvidence(evidence.get(field) ?? NO_EVIDENCE, cell, row));
	}
}

function decimalMarksOf(
	{ evidence, recognition }: Survey,
	chosen: DecimalMark | null,
): Map<ImportField, DecimalMark | null> {
	return new Map(
		[...evidence].map(([field, own]) => {
			const others = [...evidence.values()].filter((other) => other !== own);
			const heading = recognition.fields[field] ?? field;
			return [field, chosen ?? decideMark(heading, own, others)];
		}),
	);
}

async function* rowResults(
	file: CsvRows,
	{ headings, end }: Survey,
	rules: ReadingRules,
): AsyncIterable<RowResult> {
	for await (const { row, cells } of file.walk()) {
		if (row >= end) return;
		if (row <= headings.row || isBlank(cells)) continue;
		yield rowResult({ row, cells }, headings.cells.length, rules);
	}
}

function rowResult({ row, cells }: CsvRow, width: number, rules: ReadingRules): RowResult {
	const reader = fieldReader(row, cells, rules);
	if (cells.slice(width).some((cell) => cell.trim() !== '')) {
		reader.fail(null, {
			code: 'too_many_cells',
			message: `The row has ${cells.length} cells, but there are ${width} headings`,
			hint: 'A cell with a delimiter in it needs quotes around it.',
		});
		return { row, errors: reader.errors };
	}
	for (const [field, index] of rules.recognition.columns) {
		if ((cells[index]?.length ?? 0) > LONGEST_VALUE) reader.fail(field, tooLong(field));
	}
	if (reader.errors.length > 0) return { row, errors: reader.errors };
	const record = RECORDS[rules.recognition.kind](reader);
	if (reader.errors.length > 0 || record === null) return { row, errors: reader.errors };
	return { row, record };
}

const RECORDS: Readonly<Record<ImportKind, (reader: FieldReader) => ImportRecord | null>> = {
	affiliate: readAffiliate,
	link: readLink,
	coupon: readCoupon,
	conversion: readConversion,
	balance: readBalance,
};

function tooLong(field: ImportField): Pick<RowError, 'code' | 'message' | 'hint'> {
	return {
		code: 'value_too_long',
		message: `'${fieldLabel(field)}' has more than ${LONGEST_VALUE} characters`,
		hint: 'Shorten it, map another column, or leave the row out of the file.',
	};
}

function isBlank(cells: readonly string[]): boolean {
	return cells.every((cell) => cell.trim() === '');
}

function tooManyColumns(count: number): AffiliateError {
	return new AffiliateError(`The file has ${count} columns; at most ${MOST_COLUMNS} are read`, {
		code: 'too_many_columns',
		path: 'headings',
		hint: 'Check the delimiter, or leave out the columns that are not to be imported.',
	});
}

function emptyFile(): AffiliateError {
	return new AffiliateError('The file has no headings', {
		code: 'empty_file',
		path: 'file',
		hint: 'Its first row must name the columns. Check that the right file was handed in.',
	});
}
