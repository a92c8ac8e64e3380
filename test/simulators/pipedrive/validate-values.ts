import { invalid } from './pipedrive-error.ts';
import { PIPELINES, STAGES, type Entity, type SimulatedField } from './standard-fields.ts';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isInteger: Check = (value) => Number.isInteger(value);
const isDay: Check = (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
const isMoment: Check = (value) =>
	typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(value);
const isCurrency: Check = (value) => typeof value === 'string' && /^[A-Z]{3}$/.test(value);

/** E-mail addresses or phone numbers. */
const isList: Check = (value) =>
	Array.isArray(value) &&
	value.every((entry) => typeof (entry as { value?: unknown } | null)?.value === 'string');

/** What POST and PATCH take; everything else is refused, numbers as texts included. */
const STANDARD: Readonly<Record<Entity, Readonly<Record<string, Check>>>> = {
	persons: {
		name: isText,
		emails: isList,
		phones: isList,
		owner_id: isInteger,
		org_id: isInteger,
		visible_to: (value) => [1, 3, 5, 7].includes(Number(value)) && isInteger(value),
	},
	deals: {
		title: isText,
		value: isNumber,
		currency: isCurrency,
		status: (value) => ['open', 'won', 'lost'].includes(String(value)),
		pipeline_id: (value) => PIPELINES.some(({ id }) => id === value),
		stage_id: (value) => STAGES.some(({ id }) => id === value),
		person_id: isInteger,
		org_id: isInteger,
		owner_id: isInteger,
		expected_close_date: isDay,
		lost_reason: isText,
		probability: isInteger,
		visible_to: isInteger,
		won_time: isMoment,
		lost_time: isMoment,
	},
};

const CUSTOM: Readonly<Record<string, Check>> = {
	varchar: (value) => typeof value === 'string' && value.length <= 255,
	varchar_auto: (value) => typeof value === 'string' && value.length <= 255,
	phone: (value) => typeof value === 'string' && value.length <= 255,
	text: (value) => typeof value === 'string' && value.length <= 65_000,
	double: isNumber,
	date: isDay,
	user: isInteger,
	org: isInteger,
	people: isInteger,
	monetary: (value) => {
		const { value: amount, currency } = (value ?? {}) as Record<string, unknown>;
		return isNumber(amount) && isCurrency(currency);
	},
	address: (value) => isText((value as { value?: unknown } | null)?.value),
};

/** Throws for a property that the entity does not take; null clears. */
export function validateStandard(entity: Entity, input: Readonly<Record<string, unknown>>): void {
	for (const [name, value] of Object.entries(input)) {
		const check = STANDARD[entity][name];
		if (check === undefined) throw invalid(`unknown property '${name}'`);
		if (value === null && !['name', 'title', 'status', 'value'].includes(name)) continue;
		if (!check(value)) throw invalid(`${name} has a wrong type or value`);
	}
}

/** Throws for a key that the account does not have, and for a value that its type does not take. */
export function validateCustom(
	fields: ReadonlyMap<string, SimulatedField>,
	values: Readonly<Record<string, unknown>>,
): void {
	for (const [code, value] of Object.entries(values)) {
		const field = fields.get(code);
		if (field === undefined || !field.is_custom_field) throw invalid('unknown custom field', code);
		if (value === null) continue;
		const ids = (field.options ?? []).map(({ id }) => id);
		const isValid =
			field.field_type === 'enum'
				? ids.includes(value as number)
				: field.field_type === 'set'
					? Array.isArray(value) &&
						value.length > 0 &&
						value.every((id) => ids.includes(id as number))
					: (CUSTOM[field.field_type] ?? isText)(value);
		if (!isValid) throw invalid(`value is not valid for type ${field.field_type}`, code);
	}
}
