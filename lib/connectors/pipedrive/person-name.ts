import type { FieldWrite } from '../crm';
import type { PipedriveRecord } from './record';

/*
 * Pipedrive keeps one `name` and tells `first_name` and `last_name` of it; the API takes `name` when
 * a person is made or changed. How it splits a name of more than two words is not documented, so
 * names are compared as a whole. Whether it also takes the two parts is not needed here.
 */

const PARTS = ['first_name', 'last_name'] as const;

/** The two parts as they are, or as we would split what is the same name. */
export function nameParts(
	record: PipedriveRecord | null,
	writes: readonly FieldWrite[],
): Readonly<Record<string, string>> {
	if (record === null) return {};
	const { name, first_name: first, last_name: last } = record.row;
	const whole = spaced(text(name));
	// A person without a name bears the e-mail address, by us or by Pipedrive's own forms.
	if (whole === '' || record.emails.includes(whole.toLowerCase())) {
		return { first_name: '', last_name: '' };
	}
	const wanted = Object.fromEntries(
		writes.filter(({ field }) => isPart(field)).map(({ field, value }) => [field, value]),
	);
	const ours = { first_name: wanted['first_name'] ?? '', last_name: wanted['last_name'] ?? '' };
	if (whole === joined(ours)) return ours;
	const there = { first_name: text(first), last_name: text(last) };
	return joined(there) === '' ? { first_name: whole, last_name: '' } : there;
}

/** The `name` that the planned parts give with those that stay; null when no part is planned. */
export function plannedName(
	values: Readonly<Record<string, string>>,
	parts: Readonly<Record<string, string>>,
): string | null {
	if (!PARTS.some((part) => values[part] !== undefined)) return null;
	return joined({ ...parts, ...values });
}

export function isPart(field: string): boolean {
	return PARTS.some((part) => part === field);
}

function joined(parts: Readonly<Record<string, string>>): string {
	return spaced(PARTS.map((part) => parts[part] ?? '').join(' '));
}

function spaced(name: string): string {
	return name.trim().replace(/\s+/g, ' ');
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
