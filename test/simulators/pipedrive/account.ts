import { invalid, PipedriveError } from './pipedrive-error.ts';
import {
	fieldCode,
	standardFields,
	STAGES,
	type Entity,
	type SimulatedField,
} from './standard-fields.ts';
import { validateCustom, validateStandard } from './validate-values.ts';

export interface SimulatedRecord {
	readonly id: number;
	readonly values: Record<string, unknown>;
	readonly custom_fields: Record<string, unknown>;
	readonly add_time: string;
	update_time: string;
	is_archived: boolean;
	is_deleted: boolean;
}

/** A record as the search index has it. */
export interface IndexedState {
	readonly at: number;
	readonly texts: { readonly emails: readonly string[]; readonly custom: readonly string[] };
}

export interface AccountOptions {
	/** Milliseconds of the epoch. */
	readonly now: () => number;
	/** Seconds by which the search index trails behind. */
	readonly searchLagSeconds: number;
	/** Open deals that the plan allows. */
	readonly openDeals: number;
	readonly customFields: number;
	/** In which field keys differ. */
	readonly accountNumber: number;
}

let keyCount = 0;

/** The data of one company, with the rules that hold for a single record. */
export class PipedriveAccount {
	readonly fields: Record<Entity, Map<string, SimulatedField>>;

	readonly records: Record<Entity, Map<number, SimulatedRecord>> = {
		persons: new Map(),
		deals: new Map(),
	};

	private readonly index = new Map<SimulatedRecord, IndexedState[]>();

	private readonly options: AccountOptions;

	private lastId = 100;

	constructor(options: AccountOptions) {
		this.options = options;
		const byCode = (entity: Entity) =>
			new Map(standardFields(entity).map((field) => [field.field_code, field]));
		this.fields = { persons: byCode('persons'), deals: byCode('deals') };
	}

	get customFieldsLeft(): number {
		const all = [...this.fields.persons.values(), ...this.fields.deals.values()];
		return this.options.customFields - all.filter((field) => field.is_custom_field).length;
	}

	addField(
		entity: Entity,
		name: string,
		type: string,
		labels: readonly string[] | null,
	): SimulatedField {
		keyCount += 1;
		const first = 1_000 + keyCount * 10;
		const field: SimulatedField = {
			field_name: name,
			field_code: fieldCode(this.options.accountNumber, keyCount),
			field_type: type,
			is_custom_field: true,
			is_optional_response_field: false,
			options: labels?.map((label, index) => ({ id: first + index, label })) ?? null,
		};
		this.fields[entity].set(field.field_code, field);
		return field;
	}

	create(entity: Entity, body: unknown): SimulatedRecord {
		const { standard, custom } = this.checked(entity, body);
		const required = entity === 'persons' ? 'name' : 'title';
		if (String(standard[required] ?? '').trim() === '') throw invalid(`${required} is required`);
		if (entity === 'deals') this.requireRoom(standard['status']);
		this.lastId += 1;
		const at = this.timestamp();
		const record: SimulatedRecord = {
			id: this.lastId,
			values: {},
			custom_fields: {},
			add_time: at,
			update_time: at,
			is_archived: false,
			is_deleted: false,
		};
		if (entity === 'deals') {
			Object.assign(record.values, { status: 'open', value: 0, currency: 'EUR', person_id: null });
			Object.assign(record.values, { pipeline_id: 1, stage_id: 1 });
		}
		this.apply(entity, record, standard, custom);
		this.records[entity].set(record.id, record);
		return record;
	}

	update(entity: Entity, record: SimulatedRecord, body: unknown): SimulatedRecord {
		const { standard, custom } = this.checked(entity, body);
		if (record.is_archived) throw new PipedriveError(400, 'Archived deals cannot be changed');
		this.apply(entity, record, standard, custom);
		record.update_time = this.timestamp();
		return record;
	}

	/** What search knows of a record now; null before it knows it at all. */
	indexed(record: SimulatedRecord): IndexedState['texts'] | null {
		const due = this.options.now() - this.options.searchLagSeconds * 1_000;
		const states = (this.index.get(record) ?? []).filter(({ at }) => at <= due);
		return states.at(-1)?.texts ?? null;
	}

	private checked(
		entity: Entity,
		body: unknown,
	): { standard: Record<string, unknown>; custom: Record<string, unknown> } {
		if (typeof body !== 'object' || body === null) throw invalid('a JSON object is required');
		const { custom_fields: custom = {}, ...standard } = body as Record<string, unknown>;
		validateStandard(entity, standard);
		validateCustom(this.fields[entity], custom as Record<string, unknown>);
		const personId = standard['person_id'];
		if (typeof personId === 'number' && !this.records.persons.has(personId)) {
			throw invalid('person_id: person not found');
		}
		return { standard, custom: custom as Record<string, unknown> };
	}

	private apply(
		entity: Entity,
		record: SimulatedRecord,
		standard: Readonly<Record<string, unknown>>,
		custom: Readonly<Record<string, unknown>>,
	): void {
		const next = { ...record.values, ...standard };
		for (const status of ['won', 'lost']) {
			if (standard[`${status}_time`] != null && next['status'] !== status) {
				throw invalid(`${status}_time can only be set if the deal is ${status}`);
			}
		}
		Object.assign(record.values, standard);
		if (entity === 'persons') splitName(record.values);
		const stage = STAGES.find(({ id }) => id === standard['stage_id']);
		if (stage !== undefined) record.values['pipeline_id'] = stage.pipeline_id;
		for (const [code, value] of Object.entries(custom)) {
			// An empty text is no value.
			if (value === null || value === '') delete record.custom_fields[code];
			else record.custom_fields[code] = value;
		}
		this.remember(record);
	}

	private remember(record: SimulatedRecord): void {
		const emails = (record.values['emails'] ?? []) as ReadonlyArray<{ value: string }>;
		const custom = Object.values(record.custom_fields)
			.filter((value) => typeof value === 'string' || typeof value === 'number')
			.map(String);
		const texts = { emails: emails.map(({ value }) => value), custom };
		const states = this.index.get(record) ?? [];
		this.index.set(record, [...states, { at: this.options.now(), texts }]);
	}

	private requireRoom(status: unknown): void {
		const isOpen = (value: unknown): boolean => (value ?? 'open') === 'open';
		const open = [...this.records.deals.values()].filter(({ values }) => isOpen(values['status']));
		if (!isOpen(status) || open.length < this.options.openDeals) return;
		throw new PipedriveError(403, "Couldn't add the deal. Open deals limit reached.", {
			code: 'feature_capping_deals_limit',
		});
	}

	/** Pipedrive keeps whole seconds. */
	private timestamp(): string {
		return `${new Date(this.options.now()).toISOString().slice(0, 19)}Z`;
	}
}

/** The first word is the first name; a guess, which must not matter. */
function splitName(values: Record<string, unknown>): void {
	const [first = '', ...rest] = String(values['name'] ?? '').split(' ');
	values['first_name'] = first;
	values['last_name'] = rest.join(' ');
}
