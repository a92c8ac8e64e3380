import { lastKnown, type RememberedFields } from './remembered-fields';

/**
 * Fields of a changed record that hold something else than was last written to it or seen on it;
 * none for the echo of a write of our own. `isSame` judges two values of a field, because a system
 * may give back "87.2" for "87.20". Pure.
 */
export function newsOf(
	values: Readonly<Record<string, string>>,
	remembered: RememberedFields,
	isSame: (field: string, a: string, b: string) => boolean,
): string[] {
	return Object.entries(values).flatMap(([field, value]) => {
		const known = lastKnown(remembered, field);
		return known !== null && isSame(field, known.value ?? '', value) ? [] : [field];
	});
}
