import type { HubSpotAccount, SimulatedRecord } from './account.ts';
import { render, type BatchAnswer } from './batch-objects.ts';
import { HubSpotError } from './hubspot-error.ts';
import type { ObjectType } from './standard-properties.ts';

interface Filter {
	readonly propertyName?: string;
	readonly operator?: string;
	readonly value?: unknown;
}

interface SearchBody {
	readonly filterGroups?: ReadonlyArray<{ readonly filters?: readonly Filter[] }>;
	readonly sorts?: ReadonlyArray<{ readonly propertyName?: string; readonly direction?: string }>;
	readonly properties?: readonly string[];
	readonly limit?: number;
	readonly after?: string | number;
}

const MOST_RESULTS = 10_000;
const MOST_PER_PAGE = 200;
const DEFAULT_PER_PAGE = 10;
const MOST_GROUPS = 5;
const MOST_FILTERS = 18;
const LONGEST_BODY = 3_000;

/** Told of contacts when nothing is asked for. */
const DEFAULT_PROPERTIES = ['createdate', 'email', 'firstname', 'lastmodifieddate', 'lastname'];

const OPERATORS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
	EQ: (a, b) => a === b,
	NEQ: (a, b) => a !== b,
	GT: (a, b) => a > b,
	GTE: (a, b) => a >= b,
	LT: (a, b) => a < b,
	LTE: (a, b) => a <= b,
};

/**
 * Search, with its rules: up to 200 records a page and 10,000 in all, one sort, filters that are ANDed
 * in a group and ORed between groups, moments as milliseconds, and an index that trails behind.
 */
export function searchObjects(
	account: HubSpotAccount,
	type: ObjectType,
	rawBody: unknown,
	indexedUntil: number,
): BatchAnswer {
	const body = (rawBody ?? {}) as SearchBody;
	if (JSON.stringify(body).length > LONGEST_BODY) throw invalid('The request body is too long');
	const groups = (body.filterGroups ?? []).map(({ filters = [] }) => filters);
	if (groups.length > MOST_GROUPS || groups.flat().length > MOST_FILTERS) {
		throw invalid(`Up to ${MOST_GROUPS} filter groups with ${MOST_FILTERS} filters are allowed`);
	}
	const limit = body.limit ?? DEFAULT_PER_PAGE;
	if (limit < 1 || limit > MOST_PER_PAGE) {
		throw invalid(`limit must be between 1 and ${MOST_PER_PAGE}`);
	}
	const start = Number(body.after ?? 0);
	if (!Number.isInteger(start)) throw invalid('after must be a number');
	if (start + limit > MOST_RESULTS) throw invalid(`Only ${MOST_RESULTS} results can be paged`);
	const found = [...account.records[type].values()]
		.filter((record) => Date.parse(record.updatedAt) <= indexedUntil)
		.filter(
			(record) =>
				groups.length === 0 ||
				groups.some((filters) => filters.every((filter) => fits(record, filter))),
		);
	const sorted = inOrder(found, body.sorts ?? []);
	const names = body.properties ?? DEFAULT_PROPERTIES;
	const results = sorted.slice(start, start + limit).map((record) => ({
		...render(record, names),
		properties: { ...(render(record, names)['properties'] as object), ...momentsOf(record, names) },
	}));
	const after = start + limit;
	const paging = after < sorted.length ? { paging: { next: { after: String(after) } } } : {};
	return { status: 200, body: { total: sorted.length, results, ...paging } };
}

function fits(
	record: SimulatedRecord,
	{ propertyName = '', operator = '', value }: Filter,
): boolean {
	const compare = OPERATORS[operator];
	if (compare === undefined) throw invalid(`Unknown operator ${operator}`);
	const wanted = Number(value);
	if (typeof value !== 'string' || Number.isNaN(wanted)) {
		throw invalid(`${String(value)} is not a number or a moment in milliseconds`);
	}
	return compare(numberOf(record, propertyName), wanted);
}

function inOrder(
	records: readonly SimulatedRecord[],
	sorts: NonNullable<SearchBody['sorts']>,
): SimulatedRecord[] {
	if (sorts.length > 1) throw invalid('Only one sort is allowed');
	const [{ propertyName = 'createdate', direction = 'ASCENDING' } = {}] = sorts;
	const sign = direction === 'DESCENDING' ? -1 : 1;
	return [...records].sort(
		(a, b) =>
			sign * (numberOf(a, propertyName) - numberOf(b, propertyName)) || Number(a.id) - Number(b.id),
	);
}

function numberOf(record: SimulatedRecord, property: string): number {
	if (property === 'lastmodifieddate') return Date.parse(record.updatedAt);
	if (property === 'createdate') return Date.parse(record.createdAt);
	return Number(record.properties[property] ?? Number.NaN);
}

function momentsOf(record: SimulatedRecord, names: readonly string[]): Record<string, string> {
	return names.includes('lastmodifieddate') ? { lastmodifieddate: record.updatedAt } : {};
}

function invalid(message: string): HubSpotError {
	return new HubSpotError(400, 'VALIDATION_ERROR', message);
}
