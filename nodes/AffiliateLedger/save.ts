import type { IDataObject } from 'n8n-workflow';
import type { z } from 'zod/v4';
import { toJson } from '../../lib/model/json';
import { parseModel } from '../../lib/model/parse';
import type { SaveOutcome } from '../../lib/ports/store';
import type { ItemResult } from '../shared/eachItem';

/** Validates a record against its schema before anything is written. */
export function validated<Schema extends z.ZodType>(
	schema: Schema,
	record: unknown,
	name: string,
): z.output<Schema> {
	return parseModel(schema, record, name);
}

/** A saved record as an item, with what the save did. */
export function savedItem(record: object, outcome: SaveOutcome): ItemResult[] {
	return [{ json: { ...(toJson(record) as IDataObject), outcome } }];
}

export function recordItems(records: readonly object[]): ItemResult[] {
	return records.map((record) => ({ json: toJson(record) as IDataObject }));
}
