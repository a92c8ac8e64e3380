import {
	planRecord,
	type CrmFieldType,
	type CurrentRecord,
	type FieldWrite,
	type RecordPlan,
} from '../crm';
import type { VendorFailure } from '../vendor';
import { currencyOfValue, faultOf, inStoredForm, jsonOfText } from './field-values';
import type { ObjectFields, PipedriveField } from './object-fields';
import { isPart, nameParts, plannedName } from './person-name';
import { rawValueOf, valueOf, type PipedriveRecord } from './record';

export type Planned =
	| { readonly ok: true; readonly plan: RecordPlan; readonly body: WriteBody }
	| { readonly ok: false; readonly failure: VendorFailure };

/** What POST and PATCH take. */
export interface WriteBody {
	readonly standard: Readonly<Record<string, unknown>>;
	readonly custom: Readonly<Record<string, unknown>>;
}

/**
 * What a record needs to become as wanted, in words of the mapping (`plan`) and of the API (`body`).
 * `currency` is that of the money fields, if it is known. Pure.
 */
export function planWrite(
	existing: PipedriveRecord | null,
	given: readonly FieldWrite[],
	fields: ObjectFields,
	currency: string | null,
): Planned {
	const fieldOf = new Map<string, PipedriveField>(
		given.flatMap(({ field }) => {
			const found = fields.get(field);
			return found === null ? [] : [[field, found] as const];
		}),
	);
	const writes = given.flatMap((write) => {
		const field = fieldOf.get(write.field);
		return field === undefined ? [] : [inStoredForm(write, field)];
	});
	const types = new Map<string, CrmFieldType>([...fieldOf].map(([name, { type }]) => [name, type]));
	const parts = nameParts(existing, writes);
	const decided = planRecord(currentOf(existing, fieldOf, parts), writes, types);
	const plan = withCurrencies(decided, { existing, writes, fieldOf, currency });
	const standard: Record<string, unknown> = {};
	const custom: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(plan.values)) {
		const field = fieldOf.get(name);
		if (field === undefined || isPart(field.code)) continue;
		const raw = existing === null ? undefined : rawValueOf(existing.row, field);
		const ofMoney = currency ?? currencyOfValue(raw);
		const failure = faultOf(value, field, ofMoney);
		if (failure !== null) return { ok: false, failure };
		const json = jsonOfText(value, field, { raw, currency: ofMoney });
		(field.isCustom ? custom : standard)[field.code] = json;
	}
	const name = plannedName(plan.values, parts);
	if (name !== null && name !== '') standard['name'] ??= name;
	return { ok: true, plan, body: { standard, custom } };
}

function currentOf(
	existing: PipedriveRecord | null,
	fieldOf: ReadonlyMap<string, PipedriveField>,
	parts: Readonly<Record<string, string>>,
): CurrentRecord | null {
	if (existing === null) return null;
	return {
		id: existing.id,
		values: Object.fromEntries(
			[...fieldOf].map(([name, field]) => [
				name,
				parts[field.code] ?? valueOf(existing.row, field),
			]),
		),
		// Pipedrive tells when a record changed, not when one of its fields did.
		changedAt: () => existing.changedAt,
	};
}

/** The same number in another currency is another amount. */
function withCurrencies(
	plan: RecordPlan,
	{
		existing,
		writes,
		fieldOf,
		currency,
	}: {
		readonly existing: PipedriveRecord | null;
		readonly writes: readonly FieldWrite[];
		readonly fieldOf: ReadonlyMap<string, PipedriveField>;
		readonly currency: string | null;
	},
): RecordPlan {
	if (existing === null || currency === null) return plan;
	const values = { ...plan.values };
	for (const { field: name, value, policy, replaces } of writes) {
		const field = fieldOf.get(name);
		if (field?.vendorType !== 'monetary' || policy !== 'source_wins' || replaces) continue;
		const there = currencyOfValue(rawValueOf(existing.row, field));
		if (value !== '' && there !== null && there !== currency) values[name] = value;
	}
	return { ...plan, values };
}
