import type { SalesforceOrg, SimulatedRow } from './org.ts';
import { notFound, SalesforceError } from './salesforce-error.ts';
import { parseSoql, type Condition, type Literal, type Query } from './soql-parser.ts';
import type { SObjectName } from './standard-fields.ts';

export interface QueryAnswer {
	readonly totalSize: number;
	readonly done: boolean;
	readonly nextRecordsUrl?: string;
	readonly records: ReadonlyArray<Record<string, unknown>>;
}

const LONGEST_STATEMENT = 100_000;

/** Queries with pages of at most 2,000 rows, which a test can make smaller. */
export class QueryApi {
	private readonly org: SalesforceOrg;

	private readonly root: string;

	private readonly pageSize: number;

	private readonly rest = new Map<string, ReadonlyArray<Record<string, unknown>>>();

	private lastLocator = 0;

	constructor(org: SalesforceOrg, root: string, pageSize: number) {
		this.org = org;
		this.root = root;
		this.pageSize = pageSize;
	}

	run(statement: string): QueryAnswer {
		if (statement.length > LONGEST_STATEMENT) {
			throw new SalesforceError(400, 'MALFORMED_QUERY', 'SOQL statements cannot be longer');
		}
		return this.page(evaluate(this.org, parseSoql(statement)));
	}

	more(locator: string): QueryAnswer {
		const records = this.rest.get(locator);
		if (records === undefined) throw notFound();
		this.rest.delete(locator);
		return this.page(records);
	}

	private page(records: ReadonlyArray<Record<string, unknown>>): QueryAnswer {
		const first = records.slice(0, this.pageSize);
		if (first.length === records.length) {
			return { totalSize: records.length, done: true, records };
		}
		this.lastLocator += 1;
		const locator = `01g${this.lastLocator}-${this.pageSize}`;
		this.rest.set(locator, records.slice(this.pageSize));
		return {
			totalSize: records.length,
			done: false,
			nextRecordsUrl: `${this.root}/query/${locator}`,
			records: first,
		};
	}
}

function evaluate(org: SalesforceOrg, query: Query): Array<Record<string, unknown>> {
	const sobject = sobjectOf(org, query.from);
	const rows = [...org.rows[sobject].values()]
		.filter((row) => query.where === null || matches(org, sobject, row, query.where))
		.sort((a, b) => {
			for (const name of query.orderBy) {
				const [left, right] = [String(a[name] ?? ''), String(b[name] ?? '')];
				if (left !== right) return left < right ? -1 : 1;
			}
			return 0;
		})
		.slice(0, query.limit ?? Number.POSITIVE_INFINITY);
	return rows.map((row) => render(org, sobject, row, query));
}

function render(
	org: SalesforceOrg,
	sobject: SObjectName,
	row: SimulatedRow,
	query: Query,
): Record<string, unknown> {
	const rendered: Record<string, unknown> = {
		attributes: { type: sobject, url: `/services/data/sobjects/${sobject}/${row.Id}` },
	};
	for (const selected of query.selected) {
		if (typeof selected !== 'string') {
			const records = childRows(org, row, selected);
			// A relation without rows is null.
			const done = { totalSize: records.length, done: true, records };
			rendered[selected.from] = records.length === 0 ? null : done;
			continue;
		}
		const [relation = '', parentField] = selected.split('.');
		if (parentField === undefined) {
			requireField(org, sobject, selected);
			rendered[selected] = row[selected] ?? null;
			continue;
		}
		const parent = org.rows[sobjectOf(org, relation)].get(String(row[`${relation}Id`]));
		requireField(org, sobjectOf(org, relation), parentField);
		rendered[relation] =
			parent === undefined
				? null
				: { attributes: { type: relation }, [parentField]: parent[parentField] ?? null };
	}
	return rendered;
}

function childRows(
	org: SalesforceOrg,
	parent: SimulatedRow,
	query: Query,
): Array<Record<string, unknown>> {
	if (query.from !== 'OpportunityContactRoles') {
		throw new SalesforceError(
			400,
			'INVALID_TYPE',
			`Didn't understand relationship '${query.from}' in FROM part of query call.`,
		);
	}
	return [...org.rows.OpportunityContactRole.values()]
		.filter((row) => row['OpportunityId'] === parent.Id)
		.map((row) => render(org, 'OpportunityContactRole', row, query));
}

function matches(
	org: SalesforceOrg,
	sobject: SObjectName,
	row: SimulatedRow,
	condition: Condition,
): boolean {
	switch (condition.kind) {
		case 'and':
			return condition.parts.every((part) => matches(org, sobject, row, part));
		case 'or':
			return condition.parts.some((part) => matches(org, sobject, row, part));
		case 'in':
			requireFilter(org, sobject, condition.field);
			return condition.values.some((value) => isEqual(row[condition.field] ?? null, value));
		case 'compare': {
			requireFilter(org, sobject, condition.field);
			const own = comparable(row[condition.field]);
			const other = comparable(condition.value);
			if (condition.operator === '=') return own === other;
			return condition.operator === '>' ? own > other : own >= other;
		}
	}
}

function isEqual(stored: unknown, literal: Literal): boolean {
	return comparable(stored) === comparable(literal);
}

/** Moments of both notations compare alike; ids with case, all other texts without. */
function comparable(value: unknown): string {
	if (value === null || value === undefined) return '';
	const text = String(value);
	if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return new Date(Date.parse(text)).toISOString();
	return /^[A-Za-z0-9]{18}$/.test(text) ? text : text.toLowerCase();
}

function requireFilter(org: SalesforceOrg, sobject: SObjectName, name: string): void {
	requireField(org, sobject, name);
	const field = org.fields[sobject].get(name);
	if (field?.type !== 'textarea') return;
	throw new SalesforceError(
		400,
		'INVALID_FIELD',
		`field '${name}' can not be filtered in a query call`,
	);
}

function requireField(org: SalesforceOrg, sobject: SObjectName, name: string): void {
	if (org.visibleFields(sobject).has(name)) return;
	throw new SalesforceError(
		400,
		'INVALID_FIELD',
		`No such column '${name}' on entity '${sobject}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`,
	);
}

function sobjectOf(org: SalesforceOrg, name: string): SObjectName {
	if (name in org.rows) return name as SObjectName;
	throw new SalesforceError(400, 'INVALID_TYPE', `sObject type '${name}' is not supported.`);
}
