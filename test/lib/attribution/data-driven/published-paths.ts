import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { JourneyPath } from '../../../../lib/attribution/data-driven';

export type CsvRow = Readonly<Record<string, string>>;

/** Rows of a published CSV file by the names of its columns. */
export function readRows(file: string): CsvRow[] {
	return parse<CsvRow>(readFileSync(file, 'utf8'), { columns: true });
}

/** A number of a published row; a missing one is a failure, never 0. */
export function numberOf(row: CsvRow | undefined, column: string): number {
	const text = row?.[column];
	if (text === undefined || text === '') throw new Error(`No ${column} in the published row`);
	return Number(text);
}

/** PathData: a path, its conversions, their value, and how often nothing came of it. */
export function readPathData(file: string): JourneyPath[] {
	return readRows(file).map((row) => ({
		states: (row['path'] ?? '').split(' > '),
		conversions: numberOf(row, 'total_conversions'),
		value: numberOf(row, 'total_conversion_value'),
		nulls: numberOf(row, 'total_null'),
	}));
}
