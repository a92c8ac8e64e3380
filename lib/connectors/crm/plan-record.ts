import type { CrmFieldType } from '../../model/crm-field';
import { compareDecimals, moveDecimal } from './decimal-text';
import type { FieldConflict, FieldWrite } from '../../model/field-write';
import type { CurrentRecord, RecordPlan } from './record-write';
import { entriesOf, instantKey, isSameValue } from './same-value';

/** What a policy makes of one field: a value to write, the target's own, or a question. */
type Decision =
	| { readonly kind: 'write'; readonly value: string }
	| { readonly kind: 'keep' }
	| { readonly kind: 'ask' };

/** One field on both sides. */
interface Sides {
	readonly write: FieldWrite;
	/** The empty string for an empty field. */
	readonly current: string;
	readonly type: CrmFieldType | undefined;
	readonly isNew: boolean;
	/** When the target's value changed, as far as it is known. */
	readonly changedAt: string | null;
}

/**
 * What to send so that a record becomes as wanted; see `FieldPolicy`. No vendor can set a field only
 * if it is empty, so the record as it is (null for a new one) decides. Pure.
 */
export function planRecord(
	existing: CurrentRecord | null,
	writes: readonly FieldWrite[],
	types: ReadonlyMap<string, CrmFieldType>,
): RecordPlan {
	const currentOf = (field: string): string => existing?.values[field] ?? '';
	const filledGroups = new Set(
		writes
			.filter(({ policy, field }) => policy === 'fill_empty' && currentOf(field) !== '')
			.flatMap(({ group }) => group ?? []),
	);
	const values: Record<string, string> = {};
	const kept: string[] = [];
	const conflicts: FieldConflict[] = [];
	for (const write of writes) {
		const { field, value, group } = write;
		const current = currentOf(field);
		const type = types.get(field);
		if (isSameValue(type, current, value)) continue;
		const isFilled = group !== undefined && filledGroups.has(group);
		const decision = isFilled
			? ({ kind: 'keep' } as const)
			: decide({
					write,
					current,
					type,
					isNew: existing === null,
					changedAt: existing?.changedAt(field) ?? null,
				});
		if (decision.kind === 'keep') kept.push(field);
		else if (decision.kind === 'ask') {
			conflicts.push({ field, source: value, target: current, base: write.base ?? null });
		} else if (!isSameValue(type, current, decision.value)) values[field] = decision.value;
	}
	return { values, kept, conflicts };
}

function decide(sides: Sides): Decision {
	const { write, current, type, isNew } = sides;
	const { value, policy, replaces } = write;
	const ours: Decision = { kind: 'write', value };
	switch (policy) {
		case 'source_wins':
			return replaces === undefined || current === '' || replaces.includes(current)
				? ours
				: { kind: 'keep' };
		case 'target_wins':
			return current === '' || isOurs(sides) ? ours : { kind: 'keep' };
		case 'newest_wins':
			return newest(sides);
		case 'never_overwrite':
			return isNew ? ours : { kind: 'keep' };
		case 'fill_empty':
			return current === '' ? ours : { kind: 'keep' };
		case 'append':
			return { kind: 'write', value: appended(current, value) };
		case 'max':
		case 'min':
			return extreme(policy, current, value, type);
		case 'sum_deltas': {
			const moved = moveDecimal(current, value, write.base ?? '0');
			return moved === null ? { kind: 'ask' } : { kind: 'write', value: moved };
		}
		case 'ask':
			return current === '' || isOurs(sides) ? ours : { kind: 'ask' };
	}
}

/** Whether the target still holds what we wrote last, so that nobody else has changed it. */
function isOurs({ write: { base }, current, type }: Sides): boolean {
	return base !== undefined && base !== null && isSameValue(type, current, base);
}

function newest(sides: Sides): Decision {
	const { write, current, changedAt } = sides;
	if (current === '' || isOurs(sides)) return { kind: 'write', value: write.value };
	if (write.changedAt === undefined || changedAt === null) return { kind: 'ask' };
	return write.changedAt > changedAt ? { kind: 'write', value: write.value } : { kind: 'keep' };
}

function appended(current: string, value: string): string {
	const there = entriesOf(current);
	return [...there, ...entriesOf(value).filter((entry) => !there.includes(entry))].join(';');
}

function extreme(
	policy: 'max' | 'min',
	current: string,
	value: string,
	type: CrmFieldType | undefined,
): Decision {
	if (current === '') return { kind: 'write', value };
	const compared =
		type === 'moment' || type === 'date'
			? compareDecimals(instantKey(value), instantKey(current))
			: compareDecimals(value, current);
	if (compared === null) return { kind: 'ask' };
	const isWanted = policy === 'max' ? compared > 0 : compared < 0;
	return isWanted ? { kind: 'write', value } : { kind: 'keep' };
}
