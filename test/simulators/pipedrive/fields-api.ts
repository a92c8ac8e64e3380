import type { PipedriveAccount } from './account.ts';
import { invalid, PipedriveError } from './pipedrive-error.ts';
import type { Entity, SimulatedField } from './standard-fields.ts';

const TYPES: ReadonlySet<string> = new Set([
	'varchar',
	'varchar_auto',
	'text',
	'double',
	'monetary',
	'date',
	'daterange',
	'time',
	'timerange',
	'set',
	'enum',
	'user',
	'org',
	'people',
	'phone',
	'address',
]);

/** POST `/personFields` and `/dealFields`. A second field of the same name is taken. */
export function createField(
	account: PipedriveAccount,
	entity: Entity,
	body: unknown,
): SimulatedField {
	const input = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
	const allowed = ['field_name', 'field_type', 'options', 'ui_visibility', 'required_fields'];
	for (const key of Object.keys(input)) {
		const isKnown = allowed.includes(key) || (entity === 'deals' && key === 'description');
		if (!isKnown) throw invalid(`unknown property '${key}'`);
	}
	const { field_name: name, field_type: type, options } = input;
	if (typeof name !== 'string' || name.trim() === '') throw invalid('field_name is required');
	if (typeof type !== 'string' || !TYPES.has(type)) throw invalid('field_type is not known');
	const hasOptions = type === 'enum' || type === 'set';
	const labels = Array.isArray(options)
		? options.map((option) => String((option as { label?: unknown }).label))
		: [];
	if (hasOptions && labels.length === 0) throw invalid('options are required');
	if (account.customFieldsLeft <= 0) {
		throw new PipedriveError(403, "Couldn't add the field. Custom fields limit reached.", {
			code: 'feature_capping_custom_fields_limit',
		});
	}
	return account.addField(entity, name, type, hasOptions ? labels : null);
}
