import { AffiliateError, type Instant } from '../../kernel';
import type { CrmObject } from '../../model/crm-field';
import type { FieldPolicy, FieldWrite } from '../../model/field-write';

/** What a person chose for one field. */
export interface ChosenPolicy {
	readonly object: CrmObject;
	readonly field: string;
	readonly policy: FieldPolicy;
	/** Who decides about the field; empty when nobody is named. */
	readonly owner: string;
}

/** Policies under which a value that is there once stays. */
const KEEPING: ReadonlySet<FieldPolicy> = new Set(['fill_empty', 'never_overwrite']);

/**
 * Writes with the policies a person chose, and with the time of the source's change where the later
 * change wins. Fields of the first touch are only ever filled, whatever a mapping says. Pure.
 */
export function withPolicies(
	writes: readonly FieldWrite[],
	chosen: ReadonlyMap<string, ChosenPolicy>,
	facts: { readonly firstTouchFields: ReadonlySet<string>; readonly changedAt: Instant | null },
): FieldWrite[] {
	return writes.map((write) => {
		const policy = chosen.get(write.field)?.policy ?? write.policy;
		if (facts.firstTouchFields.has(write.field) && !KEEPING.has(policy)) {
			return { ...write, policy: 'fill_empty', group: write.group ?? 'first_touch' };
		}
		const isTimed = policy === 'newest_wins' && write.changedAt === undefined;
		return {
			...write,
			policy,
			...(isTimed && facts.changedAt !== null ? { changedAt: facts.changedAt } : {}),
		};
	});
}

/** Refuses what would break the promise of the first touch. Throws `first_touch_policy`. */
export function requireFirstTouchKept(
	chosen: readonly ChosenPolicy[],
	firstTouchFields: ReadonlySet<string>,
): void {
	const wrong = chosen.find(
		({ object, field, policy }) =>
			object === 'contact' && firstTouchFields.has(field) && !KEEPING.has(policy),
	);
	if (wrong === undefined) return;
	throw new AffiliateError(`'${wrong.field}' holds the first touch, which is never overwritten`, {
		code: 'first_touch_policy',
		path: 'fieldPolicies',
		hint: "Choose 'Only If Empty' or 'Only on New Records' for it, or remove its policy.",
	});
}
