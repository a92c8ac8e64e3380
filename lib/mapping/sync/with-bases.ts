import type { FieldPolicy, FieldWrite } from '../../model/field-write';
import { SOURCE_PREFIX, type RememberedFields } from './remembered-fields';

/** Policies that decide by what was written last. */
export const BASE_POLICIES: ReadonlySet<FieldPolicy> = new Set([
	'target_wins',
	'newest_wins',
	'sum_deltas',
	'ask',
]);

/**
 * Writes with what was written last, so that only a change of both sides is a conflict. A value of
 * ours that is as it was then has nothing to say against the target's: it only fills an empty field.
 * Pure.
 */
export function withBases(
	writes: readonly FieldWrite[],
	remembered: RememberedFields,
): FieldWrite[] {
	return writes.map((write) => withBase(write, remembered));
}

function withBase(write: FieldWrite, remembered: RememberedFields): FieldWrite {
	const { field, policy } = write;
	if (!BASE_POLICIES.has(policy)) return write;
	const target = remembered.get(field)?.value ?? null;
	const source = remembered.get(`${SOURCE_PREFIX}${field}`)?.value ?? target;
	if (policy === 'sum_deltas') return { ...write, base: source };
	const mayAsk = policy === 'ask' || policy === 'newest_wins';
	if (mayAsk && source === write.value) {
		const { group: _, ...single } = write;
		return { ...single, policy: 'fill_empty', base: target };
	}
	return { ...write, base: target };
}
