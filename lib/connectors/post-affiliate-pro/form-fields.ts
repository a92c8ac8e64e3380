import { z } from 'zod/v4';

const rowsSchema = z.array(z.array(z.unknown()));

/** Fields of a form as the server takes them: the header, then a row for each. */
export function formRows(fields: Readonly<Record<string, string>>): unknown[] {
	const rows = Object.entries(fields).map(([name, value]) => [name, value, null, '']);
	return [['name', 'value', 'values', 'error'], ...rows];
}

/** Fields of a form as the server gives them; empty where there are none. */
export function readFormRows(rows: unknown): Record<string, string> {
	const fields: Record<string, string> = {};
	for (const { name, value } of namedRows(rows)) fields[name] = value;
	return fields;
}

export function fieldErrors(
	rows: unknown,
): Array<{ readonly name: string; readonly error: string }> {
	return namedRows(rows).filter(({ error }) => error !== '');
}

function namedRows(rows: unknown): Array<{ name: string; value: string; error: string }> {
	const parsed = rowsSchema.safeParse(rows);
	if (!parsed.success) return [];
	const [header = [], ...entries] = parsed.data;
	const [name, value, error] = ['name', 'value', 'error'].map((title) => header.indexOf(title));
	return entries.map((entry) => ({
		name: textOf(entry[name ?? 0]),
		value: textOf(entry[value ?? 1]),
		error: error === undefined || error < 0 ? '' : textOf(entry[error]),
	}));
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
