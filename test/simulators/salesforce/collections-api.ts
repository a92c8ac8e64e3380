import type { SalesforceOrg, SimulatedRow } from './org.ts';
import { RowError, SalesforceError } from './salesforce-error.ts';
import type { SObjectName } from './standard-fields.ts';

type Input = Readonly<Record<string, unknown>>;

const ROW_LIMIT = 200;

/** `POST /composite/sobjects`. */
export function createRows(
	org: SalesforceOrg,
	body: unknown,
	allowSave: boolean,
): ReadonlyArray<Record<string, unknown>> {
	return eachRow(org, body, null, (sobject, input) => {
		const row = org.create(sobject, input, { allowSave });
		return { id: row.Id, success: true, errors: [] };
	});
}

/** `PATCH /composite/sobjects`. */
export function updateRows(
	org: SalesforceOrg,
	body: unknown,
): ReadonlyArray<Record<string, unknown>> {
	const seen = new Set<string>();
	return eachRow(org, body, null, (sobject, { id, ...values }) => {
		if (typeof id !== 'string') throw new RowError('MISSING_ARGUMENT', 'Id not specified');
		if (seen.has(id)) throw new RowError('DUPLICATE_VALUE', `Duplicate id specified: ${id}`);
		seen.add(id);
		const row = org.rows[sobject].get(id);
		if (row === undefined) {
			throw new RowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
		}
		org.update(sobject, row, values);
		return { id, success: true, errors: [] };
	});
}

/** `PATCH /composite/sobjects/<object>/<external id field>`. */
export function upsertRows(
	org: SalesforceOrg,
	body: unknown,
	target: { readonly sobject: SObjectName; readonly externalId: string },
	allowSave: boolean,
): ReadonlyArray<Record<string, unknown>> {
	const { externalId } = target;
	if (org.visibleFields(target.sobject).get(externalId)?.externalId !== true) {
		throw new SalesforceError(
			404,
			'NOT_FOUND',
			`Provided external ID field does not exist or is not accessible: ${externalId}`,
		);
	}
	const seen = new Set<string>();
	return eachRow(org, body, target.sobject, (sobject, input) => {
		if ('id' in input || 'Id' in input) {
			throw new RowError('INVALID_FIELD', 'cannot specify Id in an upsert call');
		}
		const key = input[externalId];
		if (typeof key !== 'string' || key === '') {
			throw new RowError('MISSING_ARGUMENT', `${externalId} not specified`);
		}
		if (seen.has(key.toLowerCase())) {
			throw new RowError('DUPLICATE_VALUE', `Duplicate external id specified: ${key}`);
		}
		seen.add(key.toLowerCase());
		const found = org.findAll(sobject, externalId, key);
		if (found.length > 1) {
			throw new RowError(
				'DUPLICATE_EXTERNAL_ID',
				`${externalId}: more than one record found for external id field: [${found.map(({ Id }) => Id).join(', ')}]`,
			);
		}
		const row: SimulatedRow | undefined = found[0];
		if (row === undefined) {
			const created = org.create(sobject, input, { allowSave });
			return { id: created.Id, success: true, created: true, errors: [] };
		}
		org.update(sobject, row, input);
		return { id: row.Id, success: true, created: false, errors: [] };
	});
}

/** Rows in their order; with `allOrNone` false a bad one does not keep the others from being kept. */
function eachRow(
	org: SalesforceOrg,
	body: unknown,
	only: SObjectName | null,
	write: (sobject: SObjectName, input: Input) => Record<string, unknown>,
): ReadonlyArray<Record<string, unknown>> {
	const { records, allOrNone } = (body ?? {}) as { records?: unknown; allOrNone?: unknown };
	if (!Array.isArray(records) || allOrNone !== false) {
		throw new SalesforceError(400, 'JSON_PARSER_ERROR', 'The request is not well formed');
	}
	if (records.length > ROW_LIMIT) {
		throw new SalesforceError(
			400,
			'EXCEEDED_ID_LIMIT',
			`record limit reached. cannot submit more than ${ROW_LIMIT} records into this call`,
		);
	}
	const before = structuredClone(org.rows);
	try {
		return (records as Input[]).map((record) => {
			const { attributes, ...input } = record;
			const type = (attributes as { type?: string } | undefined)?.type ?? '';
			if (!(type in org.rows) || (only !== null && type !== only)) {
				throw new SalesforceError(400, 'INVALID_TYPE', `sObject type '${type}' is not supported.`);
			}
			try {
				return write(type as SObjectName, input);
			} catch (error) {
				if (!(error instanceof RowError)) throw error;
				return { success: false, errors: [error.body()] };
			}
		});
	} catch (error) {
		// The request is refused before any row is written.
		for (const name of Object.keys(before) as SObjectName[]) {
			org.rows[name].clear();
			for (const [id, row] of before[name]) org.rows[name].set(id, row);
		}
		throw error;
	}
}
