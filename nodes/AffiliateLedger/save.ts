import type { IDataObject } from 'n8n-workflow';
import { toJson } from '../../lib/model/json';
import type { SaveOutcome } from '../../lib/ports/store';
import type { ItemResult } from '../shared/eachItem';

/** A saved record as an item, with what the save did. */
export function savedItem(record: object, outcome: SaveOutcome): ItemResult[] {
	return [{ json: { ...(toJson(record) as IDataObject), outcome } }];
}

export function recordItems(records: readonly object[]): ItemResult[] {
	return records.map((record) => ({ json: toJson(record) as IDataObject }));
}
