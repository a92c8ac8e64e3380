import { MagentoError } from './magento-error.ts';

export type SimulatedRow = Record<string, unknown>;

interface Filter {
	field: string;
	value: string;
	condition: string;
}

interface Criteria {
	readonly groups: readonly Filter[][];
	readonly sortOrders: ReadonlyArray<{ field: string; direction: string }>;
	readonly pageSize: number;
	readonly currentPage: number;
}

const FILTER =
	/^searchCriteria\[(?:filter_groups|filterGroups)\]\[(\d+)\]\[filters\]\[(\d+)\]\[(field|value|condition_type|conditionType)\]$/;
const SORT = /^searchCriteria\[(?:sortOrders|sort_orders)\]\[(\d+)\]\[(field|direction)\]$/;
const PAGE = /^searchCriteria\[(pageSize|page_size|currentPage|current_page)\]$/;

/**
 * Magento's search over a list: groups joined by AND, filters of a group by OR, top-level columns only.
 * A page beyond the last is the last one, as in every collection of Magento.
 */
export function search(
	rows: readonly SimulatedRow[],
	query: URLSearchParams,
	options: { readonly columns: readonly string[]; readonly maxPageSize: number | null },
): Record<string, unknown> {
	const criteria = readCriteria(query);
	const { pageSize, currentPage } = criteria;
	if (options.maxPageSize !== null && pageSize > options.maxPageSize) {
		throw new MagentoError(400, 'Maximum SearchCriteria pageSize is %max', {
			max: options.maxPageSize,
		});
	}
	const named = [...criteria.groups.flat(), ...criteria.sortOrders].map(({ field }) => field);
	if (named.some((field) => !options.columns.includes(field))) {
		throw new MagentoError(
			500,
			'Internal Error. Details are available in Magento log file. Report ID: webapi-61a0c0ffee',
		);
	}
	const found = rows.filter((row) =>
		criteria.groups.every((filters) => filters.some((filter) => matches(row, filter))),
	);
	const sorted = [...found].sort((a, b) => compareRows(a, b, criteria.sortOrders));
	const size = pageSize === 0 ? Math.max(1, sorted.length) : pageSize;
	const lastPage = Math.max(1, Math.ceil(sorted.length / size));
	const page = Math.min(Math.max(1, currentPage), lastPage);
	return {
		items: sorted.slice((page - 1) * size, page * size),
		search_criteria: { page_size: pageSize, current_page: currentPage },
		total_count: sorted.length,
	};
}

function readCriteria(query: URLSearchParams): Criteria {
	const groups: Filter[][] = [];
	const sortOrders: Array<{ field: string; direction: string }> = [];
	let pageSize = 0;
	let currentPage = 1;
	let isThere = false;
	for (const [name, value] of query) {
		const filter = FILTER.exec(name);
		const sort = SORT.exec(name);
		const page = PAGE.exec(name);
		if (name.startsWith('searchCriteria')) isThere = true;
		if (filter) {
			const group = (groups[Number(filter[1])] ??= []);
			const entry = (group[Number(filter[2])] ??= { field: '', value: '', condition: 'eq' });
			if (filter[3] === 'field') entry.field = value;
			else if (filter[3] === 'value') entry.value = value;
			else entry.condition = value;
		} else if (sort) {
			const entry = (sortOrders[Number(sort[1])] ??= { field: '', direction: 'DESC' });
			if (sort[2] === 'field') entry.field = value;
			else entry.direction = value;
		} else if (page) {
			if (page[1]?.startsWith('page') === true) pageSize = Number(value);
			else currentPage = Number(value);
		} else if (name.startsWith('searchCriteria') && name !== 'searchCriteria') {
			throw new MagentoError(400, `Property "${name}" does not have accessor method.`);
		}
	}
	if (!isThere) {
		throw new MagentoError(400, '"%fieldName" is required. Enter and try again.', {
			fieldName: 'searchCriteria',
		});
	}
	return { groups, sortOrders, pageSize, currentPage };
}

function matches(row: SimulatedRow, { field, value, condition }: Filter): boolean {
	const current = row[field];
	if (current === null || current === undefined) return condition === 'null';
	const order = compareValues(current, value);
	switch (condition) {
		case 'eq':
			return order === 0;
		case 'neq':
			return order !== 0;
		case 'gt':
			return order > 0;
		case 'gteq':
			return order >= 0;
		case 'lt':
			return order < 0;
		case 'lteq':
			return order <= 0;
		case 'in':
			return value.split(',').some((one) => compareValues(current, one) === 0);
		default:
			throw new MagentoError(400, `Invalid condition type ${condition}`);
	}
}

function compareRows(a: SimulatedRow, b: SimulatedRow, by: Criteria['sortOrders']): number {
	for (const { field, direction } of by) {
		const order = compareValues(a[field], b[field]);
		if (order !== 0) return direction.toUpperCase() === 'ASC' ? order : -order;
	}
	return 0;
}

/** Numbers as numbers, texts without case, as MySQL's usual collation does. */
function compareValues(a: unknown, b: unknown): number {
	if (typeof a === 'number') return a - Number(b);
	const [left, right] = [String(a).toLowerCase(), String(b).toLowerCase()];
	if (left === right) return 0;
	return left < right ? -1 : 1;
}
