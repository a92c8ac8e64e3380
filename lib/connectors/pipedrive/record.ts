import type { Instant } from '../../kernel';
import { instantFromMilliseconds } from '../../kernel';
import type { CrmObject } from '../crm';
import type { PipedriveField } from './object-fields';
import type { PipedriveRow } from './schema';
import { textOfValue } from './field-values';

/** A person or deal as Pipedrive has it. */
export interface PipedriveRecord {
	readonly id: string;
	/** What our key field holds, as keys are compared; empty when we have never written it. */
	readonly key: string;
	/** In lower case; empty for deals. */
	readonly emails: readonly string[];
	readonly changedAt: Instant | null;
	readonly row: PipedriveRow;
}

export function recordOf(
	row: PipedriveRow,
	object: CrmObject,
	keyField: PipedriveField,
): PipedriveRecord {
	const milliseconds = Date.parse(row.update_time ?? '');
	return {
		id: row.id,
		key: keyOf(object, valueOf(row, keyField)),
		emails: row.emails.map(({ value }) => keyOf('contact', value)).filter((email) => email !== ''),
		changedAt: Number.isNaN(milliseconds) ? null : instantFromMilliseconds(milliseconds),
		row,
	};
}

/** E-mail addresses are compared without case. */
export function keyOf(object: CrmObject, text: string): string {
	return object === 'contact' ? text.trim().toLowerCase() : text.trim();
}

/** The value of a field as the text that `FieldWrite.value` would have. */
export function valueOf(row: PipedriveRow, { code, isCustom }: PipedriveField): string {
	return textOfValue(rawValueOf(row, { code, isCustom }));
}

/** The value of a field as it is in the JSON. */
export function rawValueOf(
	row: PipedriveRow,
	{ code, isCustom }: Pick<PipedriveField, 'code' | 'isCustom'>,
): unknown {
	return isCustom ? row.custom_fields[code] : row[code];
}
