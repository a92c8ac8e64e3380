import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { AffiliateError } from '../../kernel';
import { decodeBytes, decodedText, type CsvEncoding } from './decode-bytes';
import { detectDelimiter, type Delimiter } from './detect-delimiter';

/** One row with its number in the file; the first row is 1, however many lines a cell has. */
export interface CsvRow {
	readonly row: number;
	readonly cells: readonly string[];
}

/** A file, its text, or rows that are split into cells already. */
export type CsvInput = string | Uint8Array | ReadonlyArray<readonly string[]>;

/** Rows that can be walked through any number of times, in little memory. */
export interface CsvRows {
	/** Null for rows that were not read from text. */
	readonly encoding: CsvEncoding | null;
	readonly delimiter: Delimiter | null;
	walk(): AsyncIterable<CsvRow>;
}

const LARGEST_CELL = 1_000_000;

export function readRows(input: CsvInput, chosen: Delimiter | null = null): CsvRows {
	if (Array.isArray(input)) {
		const rows = input as ReadonlyArray<readonly string[]>;
		return { encoding: null, delimiter: null, walk: () => numbered(rows) };
	}
	const text = input as string | Uint8Array;
	const { encoding, pieces } = typeof text === 'string' ? decodedText(text) : decodeBytes(text);
	const [start = ''] = pieces();
	const delimiter = chosen ?? detectDelimiter(start);
	return { encoding, delimiter, walk: () => parsed(pieces(), delimiter) };
}

async function* numbered(rows: ReadonlyArray<readonly string[]>): AsyncIterable<CsvRow> {
	for (const [index, cells] of rows.entries()) yield { row: index + 1, cells };
}

/** Throws `broken_csv` where quotes do not match. */
async function* parsed(pieces: Iterable<string>, delimiter: Delimiter): AsyncIterable<CsvRow> {
	const parser = parse({
		delimiter,
		relax_column_count: true,
		skip_empty_lines: false,
		max_record_size: LARGEST_CELL,
	});
	const stream = pipeline(Readable.from(pieces), parser, () => undefined);
	let row = 0;
	try {
		for await (const cells of stream as AsyncIterable<string[]>) {
			row += 1;
			yield { row, cells };
		}
	} catch (error) {
		throw error instanceof CsvError ? broken(error) : error;
	}
}

/** Rows that were read ahead never come out any more, so the error itself must tell the row. */
function broken(error: CsvError): AffiliateError {
	const row = Number(error.records ?? 0) + 1;
	return new AffiliateError(`Row ${row} of the file cannot be split into cells`, {
		code: 'broken_csv',
		path: `row ${row}`,
		hint:
			'A quote is not closed, or stands inside of a cell without being doubled. Export the file ' +
			'again, or open it in a spreadsheet and save it as CSV.',
	});
}
