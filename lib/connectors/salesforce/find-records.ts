import type { VendorFailure } from '../vendor';
import { ambiguousFailure } from './failure';
import type { SalesforceRecord } from './read-records';
import type { RecordKind } from './record-kind';

export type Found =
	| {
			readonly kind: 'record';
			readonly record: SalesforceRecord;
			/** It was found by the other field and has no key yet. */
			readonly lacksKey: boolean;
	  }
	| { readonly kind: 'none' }
	| { readonly kind: 'refused'; readonly failure: VendorFailure };

/**
 * The record that a key means: the one that carries it, else the only one that has it in the other
 * field. Several are never guessed between, and nothing is created beside them. A contact that was
 * found by its e-mail address and carries another key keeps that one: somebody changed the address.
 */
export function findRecord(
	key: string,
	records: readonly SalesforceRecord[],
	kind: RecordKind,
): Found {
	const keyed = records.filter((record) => isSameKey(record.values[kind.keyField], key));
	if (keyed.length > 1) return refused(keyed.length, kind.sobject, kind.keyField);
	const [own] = keyed;
	if (own !== undefined) return { kind: 'record', record: own, lacksKey: false };
	const other = kind.alsoFoundBy;
	if (other === null) return { kind: 'none' };
	const alike = records.filter((record) => isSameKey(record.values[other], key));
	if (alike.length > 1) return refused(alike.length, kind.sobject, other);
	const [record] = alike;
	if (record === undefined) return { kind: 'none' };
	return { kind: 'record', record, lacksKey: (record.values[kind.keyField] ?? '') === '' };
}

function refused(count: number, sobject: string, field: string): Found {
	return { kind: 'refused', failure: ambiguousFailure(count, `${sobject}.${field}`) };
}

/** Salesforce compares texts in queries, e-mail addresses and our keys without case. */
function isSameKey(value: string | undefined, key: string): boolean {
	return value !== undefined && value !== '' && value.toLowerCase() === key.toLowerCase();
}
