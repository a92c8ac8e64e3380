import type { z } from 'zod/v4';
import { parseModel } from '../../model/parse';

/** A stored record in its model's form; times come from their columns. */
export function readRecord<Schema extends z.ZodType>(
	schema: Schema,
	name: string,
	row: { readonly record: string; readonly created_at: string; readonly updated_at?: string },
	more: Readonly<Record<string, unknown>> = {},
): z.output<Schema> {
	const record = JSON.parse(row.record) as Record<string, unknown>;
	const times = {
		createdAt: row.created_at,
		...(row.updated_at === undefined ? {} : { updatedAt: row.updated_at }),
	};
	return parseModel(schema, { ...record, ...more, ...times }, name);
}

/** The record as JSON text, without the times that have columns of their own. */
export function recordText(json: Readonly<Record<string, unknown>>): string {
	const { createdAt: _createdAt, updatedAt: _updatedAt, ...content } = json;
	return JSON.stringify(content);
}
