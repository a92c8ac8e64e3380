import { RowError } from './salesforce-error.ts';
import { standardFields, type SimulatedField, type SObjectName } from './standard-fields.ts';
import { validateValues, type StoredValue } from './validate-values.ts';

export type SimulatedRow = Record<string, StoredValue> & { readonly Id: string };

/** Which contacts a duplicate rule takes for one. */
export interface SimulatedDuplicateRule {
	readonly action: 'alert' | 'block';
	readonly matches: (fresh: Readonly<Record<string, StoredValue>>, there: SimulatedRow) => boolean;
}

const PREFIXES: Record<SObjectName, string> = {
	Contact: '003',
	Opportunity: '006',
	OpportunityContactRole: '00K',
	PermissionSet: '0PS',
	FieldPermissions: '01k',
};

/** The data of one org, with the rules that hold for a single record. */
export class SalesforceOrg {
	readonly fields: Record<SObjectName, Map<string, SimulatedField>>;

	readonly rows: Record<SObjectName, Map<string, SimulatedRow>> = {
		Contact: new Map(),
		Opportunity: new Map(),
		OpportunityContactRole: new Map(),
		PermissionSet: new Map(),
		FieldPermissions: new Map(),
	};

	/** Full names of fields that field-level security hides. */
	readonly hidden = new Set<string>();

	/** How often the record with a key or id is still locked. */
	readonly locks = new Map<string, number>();

	private readonly now: () => number;

	private readonly duplicateRule: SimulatedDuplicateRule | null;

	private lastId = 0;

	constructor(
		currencies: readonly string[],
		now: () => number,
		duplicateRule: SimulatedDuplicateRule | null,
	) {
		const standard = standardFields(currencies);
		const byName = (list: readonly SimulatedField[]) =>
			new Map(list.map((field) => [field.name, field]));
		this.fields = {
			Contact: byName(standard.Contact),
			Opportunity: byName(standard.Opportunity),
			OpportunityContactRole: byName(standard.OpportunityContactRole),
			PermissionSet: byName(standard.PermissionSet),
			FieldPermissions: byName(standard.FieldPermissions),
		};
		this.now = now;
		this.duplicateRule = duplicateRule;
	}

	/** The fields that the user sees. */
	visibleFields(sobject: SObjectName): Map<string, SimulatedField> {
		const entries = [...this.fields[sobject]];
		return new Map(entries.filter(([name]) => !this.hidden.has(`${sobject}.${name}`)));
	}

	create(
		sobject: SObjectName,
		input: Readonly<Record<string, unknown>>,
		options: { readonly allowSave: boolean } = { allowSave: true },
	): SimulatedRow {
		const values = validateValues(this.visibleFields(sobject), sobject, input);
		this.requireUnlocked(Object.values(values));
		this.requireForCreate(sobject, values);
		this.requireReferences(sobject, values);
		this.requireUnique(sobject, values, null);
		if (sobject === 'Contact') this.requireNoDuplicate(values, options.allowSave);
		this.lastId += 1;
		const Id = `${PREFIXES[sobject]}5g0000${String(this.lastId).padStart(6, '0')}AAA`;
		const stamp = this.stamp();
		const row: SimulatedRow = {
			...values,
			Id,
			CreatedDate: stamp,
			LastModifiedDate: stamp,
			SystemModstamp: stamp,
		};
		this.rows[sobject].set(Id, row);
		if (sobject === 'FieldPermissions') this.hidden.delete(String(values['Field']));
		return row;
	}

	update(sobject: SObjectName, row: SimulatedRow, input: Readonly<Record<string, unknown>>): void {
		const values = validateValues(this.visibleFields(sobject), sobject, input);
		this.requireUnlocked([row.Id, ...Object.values(values)]);
		this.requireUnique(sobject, values, row.Id);
		for (const [name, value] of Object.entries(values)) {
			if (value === null && this.fields[sobject].get(name)?.isRequired === true) {
				throw new RowError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${name}]`, [
					name,
				]);
			}
		}
		const stamp = this.stamp();
		Object.assign(row, values, { LastModifiedDate: stamp, SystemModstamp: stamp });
	}

	/** Texts are compared without case. */
	findAll(sobject: SObjectName, name: string, value: StoredValue): SimulatedRow[] {
		const wanted = String(value ?? '').toLowerCase();
		if (wanted === '') return [];
		return [...this.rows[sobject].values()].filter(
			(row) => String(row[name] ?? '').toLowerCase() === wanted,
		);
	}

	private stamp(): string {
		return `${new Date(this.now()).toISOString().slice(0, 19)}.000+0000`;
	}

	private requireUnlocked(values: readonly StoredValue[]): void {
		for (const value of values) {
			const left = this.locks.get(String(value)) ?? 0;
			if (left <= 0) continue;
			this.locks.set(String(value), left - 1);
			throw new RowError('UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record');
		}
	}

	private requireForCreate(
		sobject: SObjectName,
		values: Readonly<Record<string, StoredValue>>,
	): void {
		const missing = [...this.fields[sobject].values()]
			.filter(({ name, isRequired }) => isRequired && (values[name] ?? null) === null)
			.map(({ name }) => name);
		if (missing.length === 0) return;
		throw new RowError(
			'REQUIRED_FIELD_MISSING',
			`Required fields are missing: [${missing.join(', ')}]`,
			missing,
		);
	}

	private requireReferences(
		sobject: SObjectName,
		values: Readonly<Record<string, StoredValue>>,
	): void {
		if (sobject !== 'OpportunityContactRole') return;
		for (const [name, target] of [
			['OpportunityId', 'Opportunity'],
			['ContactId', 'Contact'],
		] as const) {
			if (this.rows[target].has(String(values[name]))) continue;
			throw new RowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [name]);
		}
	}

	private requireUnique(
		sobject: SObjectName,
		values: Readonly<Record<string, StoredValue>>,
		ownId: string | null,
	): void {
		for (const [name, value] of Object.entries(values)) {
			if (this.fields[sobject].get(name)?.unique !== true) continue;
			const other = this.findAll(sobject, name, value).find(({ Id }) => Id !== ownId);
			if (other === undefined) continue;
			throw new RowError(
				'DUPLICATE_VALUE',
				`duplicate value found: ${name} duplicates value on record with id: ${other.Id}`,
			);
		}
	}

	private requireNoDuplicate(
		values: Readonly<Record<string, StoredValue>>,
		allowSave: boolean,
	): void {
		const rule = this.duplicateRule;
		if (rule === null || (rule.action === 'alert' && allowSave)) return;
		const isThere = [...this.rows.Contact.values()].some((row) => rule.matches(values, row));
		if (isThere) throw new RowError('DUPLICATES_DETECTED', 'Use one of these records?');
	}
}
