import { stringify } from 'csv-stringify/sync';

export const CSV_TYPE = 'text/csv;charset=utf-8';

/**
 * RFC 4180 text with CRLF. A text that a spreadsheet would run as a formula (it begins with = + - @,
 * tab or carriage return) gets an apostrophe in front; so does what follows a semicolon, because
 * where the comma is the decimal mark spreadsheets begin a cell there, whatever the quotes say.
 */
export function csv(
	rows: ReadonlyArray<Readonly<Record<string, string>>>,
	columns: readonly string[],
	{ header }: { readonly header: boolean } = { header: true },
): string {
	return stringify([...rows], {
		columns: [...columns],
		header,
		cast: { string: (text) => text.replace(FORMULA_AFTER_SEMICOLON, "$1'") },
		escape_formulas: true,
		// A lone carriage return would otherwise begin a new row in a spreadsheet.
		quoted_match: /[\r\n\t]/,
		record_delimiter: 'windows',
	});
}

const FORMULA_AFTER_SEMICOLON = /(;[\s"]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

const FORMULA_START = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Whether a text would not survive unchanged; where money goes must never be altered. */
export function isAltered(text: string): boolean {
	return FORMULA_START.test(text) || text.search(FORMULA_AFTER_SEMICOLON) >= 0;
}
