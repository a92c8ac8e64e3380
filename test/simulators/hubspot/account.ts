import { HubSpotError } from './hubspot-error.ts';
import {
	standardProperties,
	type ObjectType,
	type SimulatedProperty,
} from './standard-properties.ts';
import { validateProperties } from './validate-properties.ts';

export interface SimulatedRecord {
	readonly id: string;
	readonly properties: Record<string, string>;
	readonly createdAt: string;
	updatedAt: string;
}

/** The data of one HubSpot account, with the rules that hold for a single record. */
export class HubSpotAccount {
	readonly definitions: Record<ObjectType, Map<string, SimulatedProperty>>;

	readonly groups: Record<ObjectType, Map<string, string>>;

	readonly records: Record<ObjectType, Map<string, SimulatedRecord>>;

	/** `<deal id>/<contact id>` */
	readonly dealContacts = new Set<string>();

	private lastId = 1_000;

	/** Milliseconds of the epoch. */
	readonly now: () => number;

	constructor(currencies: readonly string[], now: () => number) {
		this.now = now;
		const standard = standardProperties(currencies);
		const byName = (list: readonly SimulatedProperty[]) =>
			new Map(list.map((definition) => [definition.name, definition]));
		this.definitions = { contacts: byName(standard.contacts), deals: byName(standard.deals) };
		this.groups = {
			contacts: new Map([['standard', 'Standard']]),
			deals: new Map([['standard', 'Standard']]),
		};
		this.records = { contacts: new Map(), deals: new Map() };
	}

	/** The record that has a value in a unique property; contacts also by a further address. */
	find(type: ObjectType, property: string, value: string): SimulatedRecord | undefined {
		const wanted = property === 'email' ? value.trim().toLowerCase() : value;
		return [...this.records[type].values()].find(({ properties }) => {
			if (properties[property] === wanted) return true;
			if (property !== 'email') return false;
			return (properties['hs_additional_emails'] ?? '').split(';').includes(wanted);
		});
	}

	create(type: ObjectType, input: Readonly<Record<string, unknown>>): SimulatedRecord {
		const properties = validateProperties(this.definitions[type], input);
		this.requireForCreate(type, properties);
		this.requireUnique(type, properties, null);
		this.lastId += 1;
		const now = new Date(this.now()).toISOString();
		const record = { id: String(this.lastId), properties, createdAt: now, updatedAt: now };
		this.records[type].set(record.id, record);
		return record;
	}

	update(
		type: ObjectType,
		record: SimulatedRecord,
		input: Readonly<Record<string, unknown>>,
	): SimulatedRecord {
		const properties = validateProperties(this.definitions[type], input);
		this.requireUnique(type, properties, record.id);
		for (const [name, value] of Object.entries(properties)) {
			if (value === '') delete record.properties[name];
			else record.properties[name] = value;
		}
		record.updatedAt = new Date(this.now()).toISOString();
		return record;
	}

	requireUniqueProperty(type: ObjectType, property: string): void {
		if (this.definitions[type].get(property)?.hasUniqueValue === true) return;
		const typeId = type === 'contacts' ? '0-1' : '0-3';
		throw new HubSpotError(
			400,
			'VALIDATION_ERROR',
			`Unable to perform update/upsert by non-unique ${typeId} property ${property}`,
		);
	}

	private requireForCreate(type: ObjectType, properties: Readonly<Record<string, string>>): void {
		if (type !== 'deals') return;
		const missing = ['dealname', 'dealstage'].filter((name) => (properties[name] ?? '') === '');
		if (missing.length === 0) return;
		throw new HubSpotError(400, 'VALIDATION_ERROR', 'Some required properties were not set.', {
			errors: [
				{
					message: 'Some required properties were not set.',
					code: 'REQUIRED_FIELD',
					context: { propertyName: missing },
				},
			],
		});
	}

	private requireUnique(
		type: ObjectType,
		properties: Readonly<Record<string, string>>,
		ownId: string | null,
	): void {
		for (const [name, value] of Object.entries(properties)) {
			if (value === '' || this.definitions[type].get(name)?.hasUniqueValue !== true) continue;
			const other = this.find(type, name, value);
			if (other === undefined || other.id === ownId) continue;
			const noun = type === 'contacts' ? 'Contact' : 'Deal';
			throw new HubSpotError(409, 'CONFLICT', `${noun} already exists. Existing ID: ${other.id}`);
		}
	}
}
