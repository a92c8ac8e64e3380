/** Conditions of Magento's search that this package uses. */
export type SearchCondition = 'eq' | 'gt' | 'gteq' | 'in';

export interface SearchFilter {
	readonly field: string;
	readonly condition: SearchCondition;
	readonly value: string;
}

export interface Search {
	/** All groups must hold; of a group, any filter. */
	readonly groups: ReadonlyArray<readonly SearchFilter[]>;
	/** Fields to sort by, ascending. */
	readonly sortBy: readonly string[];
	readonly pageSize: number;
}

/**
 * The query of a search: always its first page. Asked for a page beyond the last, Magento gives the
 * last one again, and rows move between pages while they are read (magento2 issue 3787), so further
 * pages are searches of their own, from the last row on.
 */
export function searchQuery({ groups, sortBy, pageSize }: Search): Record<string, string> {
	const query: Record<string, string> = {};
	groups.forEach((filters, group) => {
		filters.forEach(({ field, condition, value }, index) => {
			const prefix = `searchCriteria[filter_groups][${group}][filters][${index}]`;
			query[`${prefix}[field]`] = field;
			query[`${prefix}[condition_type]`] = condition;
			query[`${prefix}[value]`] = value;
		});
	});
	sortBy.forEach((field, index) => {
		query[`searchCriteria[sortOrders][${index}][field]`] = field;
		query[`searchCriteria[sortOrders][${index}][direction]`] = 'ASC';
	});
	query['searchCriteria[pageSize]'] = String(pageSize);
	query['searchCriteria[currentPage]'] = '1';
	return query;
}

/** A search for records with one value. */
export function searchFor(field: string, value: string, pageSize = 100): Record<string, string> {
	return searchQuery({
		groups: [[{ field, condition: 'eq', value }]],
		sortBy: [],
		pageSize,
	});
}
