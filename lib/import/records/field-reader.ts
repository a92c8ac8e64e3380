import type { Money, RoundingMode } from '../../kernel';
import { unescapeCell } from '../csv/unescape-cell';
import type { Recognition } from '../headings/recognise';
import { fieldLabel, type ImportField } from '../import-fields';
import type { DecimalMark } from '../values/decimal-mark';
import { readAmount } from '../values/read-amount';
import { readCurrency } from '../values/read-currency';
import type { DateFormat } from '../values/read-date';
import { cellErrorOf, type RowError } from './row-error';

/** What holds for every row of a file. */
export interface ReadingRules {
	readonly recognition: Recognition;
	readonly decimalMarks: ReadonlyMap<ImportField, DecimalMark | null>;
	readonly dateFormat: DateFormat | null;
	readonly defaultCurrency: string;
	readonly rounding: RoundingMode | null;
}

/**
 * Reads the cells of one row by field and keeps what is wrong with them, so that one look at a row
 * finds all of its errors. Reads give null for an empty cell, a missing column and an error.
 */
export interface FieldReader {
	readonly rules: ReadingRules;
	readonly errors: readonly RowError[];
	text(field: ImportField): string | null;
	read<Value>(field: ImportField, parse: (text: string) => Value): Value | null;
	/** The same, but an empty cell is an error. */
	require<Value>(field: ImportField, parse: (text: string) => Value): Value | null;
	amount(field: ImportField, currency: string): Money | null;
	requireAmount(field: ImportField, currency: string): Money | null;
	/** Currency of the row, by default that of the whole file. */
	currency(): string;
	fail(field: ImportField | null, error: Pick<RowError, 'code' | 'message' | 'hint'>): void;
}

export function fieldReader(
	row: number,
	cells: readonly string[],
	rules: ReadingRules,
): FieldReader {
	const { columns, fields, hasSlashes } = rules.recognition;
	const errors: RowError[] = [];
	const reader: FieldReader = {
		rules,
		errors,
		text(field) {
			const index = columns.get(field);
			const text = index === undefined ? '' : unescapeCell(cells[index] ?? '', hasSlashes);
			return text === '' ? null : text;
		},
		read(field, parse) {
			const text = reader.text(field);
			if (text === null) return null;
			try {
				return parse(text);
			} catch (error) {
				errors.push(cellErrorOf(row, { field, heading: fields[field] ?? null }, error));
				return null;
			}
		},
		require(field, parse) {
			if (reader.text(field) === null) {
				const message = `'${fieldLabel(field)}' is empty`;
				const hint = 'Fill it in, or leave the row out of the file.';
				reader.fail(field, { code: 'missing_value', message, hint });
				return null;
			}
			return reader.read(field, parse);
		},
		amount: (field, currency) => reader.read(field, amountOf(field, currency, rules)),
		requireAmount: (field, currency) => reader.require(field, amountOf(field, currency, rules)),
		currency: () => reader.read('currency', readCurrency) ?? rules.defaultCurrency,
		fail(field, error) {
			errors.push({
				row,
				field,
				heading: field === null ? null : (fields[field] ?? null),
				...error,
			});
		},
	};
	return reader;
}

function amountOf(
	field: ImportField,
	currency: string,
	{ decimalMarks, rounding }: ReadingRules,
): (text: string) => Money {
	const decimalMark = decimalMarks.get(field) ?? null;
	return (text) => readAmount(text, { currency, decimalMark, rounding });
}
