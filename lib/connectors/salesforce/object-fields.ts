import type { CrmFieldType, CrmObject } from '../crm';
import type { SalesforceClient } from './client';
import { unavailableError } from './describe-failure';
import { crmFieldType } from './field-types';
import { describeSchema, readAnswer, type DescribedField } from './schema';

export const SOBJECTS = { contact: 'Contact', purchase: 'Opportunity' } as const satisfies Record<
	CrmObject,
	string
>;

/** The fields of an object, as far as field-level security shows them to the user. */
export class ObjectFields {
	readonly types: ReadonlyMap<string, CrmFieldType>;

	private readonly byName: ReadonlyMap<string, DescribedField>;

	constructor(
		readonly object: CrmObject,
		readonly all: readonly DescribedField[],
	) {
		this.byName = new Map(all.map((field) => [field.name, field]));
		this.types = new Map(all.map(({ name, type }) => [name, crmFieldType(type)]));
	}

	get(name: string): DescribedField | undefined {
		return this.byName.get(name);
	}

	has(name: string): boolean {
		return this.byName.has(name);
	}
}

/** Reads each object's description once per run. Throws `vendor_unavailable`. */
export class FieldReader {
	private readonly read = new Map<CrmObject, ObjectFields>();

	constructor(private readonly client: SalesforceClient) {}

	async of(object: CrmObject): Promise<ObjectFields> {
		const known = this.read.get(object);
		if (known !== undefined) return known;
		const answer = await this.client.call({
			method: 'GET',
			path: `/sobjects/${SOBJECTS[object]}/describe`,
			safety: 'repeatable',
		});
		if (!answer.ok) throw unavailableError(answer.failure);
		const { fields } = readAnswer(describeSchema, answer.response.body);
		const found = new ObjectFields(object, fields);
		this.read.set(object, found);
		return found;
	}

	/** After fields were created. */
	forget(): void {
		this.read.clear();
	}
}
