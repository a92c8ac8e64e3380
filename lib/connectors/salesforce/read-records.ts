import { z } from 'zod/v4';
import { parseInstant } from '../../kernel';
import type { CrmFieldType, CurrentRecord } from '../crm';
import type { VendorFailure } from '../vendor';
import type { SalesforceClient } from './client';
import { textOfValue } from './field-values';
import { runQueries } from './query';
import type { RecordKind } from './record-kind';
import type { QueryRecord } from './schema';
import { inSoqlChunks, soqlList } from './soql';

export interface SalesforceRecord extends CurrentRecord {
	/** Contacts that an opportunity is tied to; empty for a contact. */
	readonly contacts: ReadonlyArray<{ readonly id: string; readonly key: string }>;
}

export interface ReadResult {
	readonly records: readonly SalesforceRecord[];
	/** Values that could not be asked for. */
	readonly failures: ReadonlyMap<string, VendorFailure>;
}

/** Faults that every query of the run shares: looking for the value at fault is no use. */
const SHARED_FAULTS: ReadonlySet<string> = new Set(['INVALID_FIELD', 'INVALID_TYPE']);

const rolesSchema = z.object({
	records: z.array(
		z.object({
			ContactId: z.string().nullable(),
			Contact: z.record(z.string(), z.unknown()).nullable().catch(null),
		}),
	),
});

/**
 * Reads records by key or by Salesforce id, 200 in a query and five queries in a request. Keys without
 * a record are missing from the result. A query that is refused is halved until the value at fault
 * stands alone.
 */
export async function readRecords(
	client: SalesforceClient,
	kind: RecordKind,
	values: readonly string[],
	options: {
		readonly by: 'key' | 'id';
		readonly fields: readonly string[];
		readonly types: ReadonlyMap<string, CrmFieldType>;
	},
): Promise<ReadResult> {
	const records = new Map<string, SalesforceRecord>();
	const failures = new Map<string, VendorFailure>();
	// An empty text in a query stands for every record without a value.
	let open = inSoqlChunks([...new Set(values)].filter((value) => value !== ''));
	while (open.length > 0) {
		const results = await runQueries(
			client,
			open.map((chunk) => statement(kind, chunk, options)),
		);
		const halves: string[][] = [];
		for (const [index, result] of results.entries()) {
			const chunk = open[index] ?? [];
			if (result.ok) {
				for (const row of result.records) {
					const record = recordOf(row, kind, options.types);
					records.set(record.id, record);
				}
			} else if (isDivisible(result.failure) && chunk.length > 1) {
				const middle = Math.ceil(chunk.length / 2);
				halves.push(chunk.slice(0, middle), chunk.slice(middle));
			} else {
				for (const value of chunk) failures.set(value, result.failure);
			}
		}
		open = halves;
	}
	return { records: [...records.values()], failures };
}

function statement(
	kind: RecordKind,
	values: readonly string[],
	{ by, fields }: { readonly by: 'key' | 'id'; readonly fields: readonly string[] },
): string {
	const list = soqlList(values);
	const selected = new Set(['Id', 'LastModifiedDate', kind.keyField, ...fields, ...kind.alsoRead]);
	const keyFields = [kind.keyField, ...(kind.alsoFoundBy === null ? [] : [kind.alsoFoundBy])];
	const condition =
		by === 'id' ? `Id IN ${list}` : keyFields.map((field) => `${field} IN ${list}`).join(' OR ');
	return `SELECT ${[...selected].join(', ')} FROM ${kind.sobject} WHERE ${condition}`;
}

function isDivisible({ status, code }: VendorFailure): boolean {
	return status === 400 && !SHARED_FAULTS.has(code);
}

function recordOf(
	row: QueryRecord,
	kind: RecordKind,
	types: ReadonlyMap<string, CrmFieldType>,
): SalesforceRecord {
	const values = Object.fromEntries(
		Object.entries(row)
			.filter(([, value]) => value === null || typeof value !== 'object')
			.map(([name, value]) => [name, textOfValue(value, types.get(name))]),
	);
	const changedAt = values['LastModifiedDate'] ?? '';
	const changed = changedAt === '' ? null : parseInstant(changedAt);
	for (const [field, placeholder] of Object.entries(kind.placeholders)) {
		if (values[field] === placeholder) values[field] = '';
	}
	const roles = rolesSchema.safeParse(row['OpportunityContactRoles']);
	return {
		id: String(row['Id']),
		values,
		changedAt: () => changed,
		contacts: !roles.success
			? []
			: roles.data.records.flatMap(({ ContactId, Contact }) =>
					ContactId === null ? [] : [{ id: ContactId, key: roleKey(Contact) }],
				),
	};
}

/** The only text among the selected fields of the contact is its key. */
function roleKey(contact: Readonly<Record<string, unknown>> | null): string {
	const key = Object.values(contact ?? {}).find((value) => typeof value === 'string');
	return typeof key === 'string' ? key.toLowerCase() : '';
}
