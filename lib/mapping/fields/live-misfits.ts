import type { CrmField } from '../../model/crm-field';
import type { FieldWrite } from '../../model/field-write';
import { misfit } from './check-value';

/** Why a value cannot be written to a field of the account, without the value. */
export interface LiveMisfit {
	readonly field: string;
	readonly problem: string;
}

const EPOCH = /^\d{9,14}$/;

/**
 * What does not fit the fields as the account has them now: kind, length, choices, and whether the
 * field can be written at all. Fields that the account does not list are left to the connector, which
 * may create them or know them by another name. Clearing a field always fits.
 */
export function liveMisfits(
	writes: ReadonlyArray<Pick<FieldWrite, 'field' | 'value'>>,
	fields: readonly CrmField[],
): LiveMisfit[] {
	const known = new Map(fields.map((field) => [field.name, field]));
	return writes.flatMap(({ field, value }): LiveMisfit[] => {
		const live = known.get(field);
		const problem = live === undefined || value === '' ? null : whyNot(value, live);
		return problem === null ? [] : [{ field, problem }];
	});
}

function whyNot(value: string, { type, isWritable, maxLength, ...live }: CrmField): string | null {
	if (!isWritable) return 'the field cannot be written';
	const isMoment = type === 'moment' || type === 'date';
	// Some vendors count moments in seconds or milliseconds.
	if (isMoment && EPOCH.test(value)) return null;
	const isOpen = live.options.length === 0 || live.takesOtherValues === true;
	return misfit(value, {
		type,
		...(maxLength === null ? {} : { maxLength }),
		...(isOpen ? {} : { options: live.options.map((option) => option.value) }),
	});
}
