import { invalidParameter } from './klaviyo-error.ts';

export interface Page<Entry> {
	readonly entries: readonly Entry[];
	readonly links: Readonly<Record<string, string | null>>;
}

/** Cuts a page out of a sorted collection; the cursor is the place of the last entry told. */
export function pageOf<Entry>(
	all: readonly Entry[],
	query: URLSearchParams,
	placeOf: (entry: Entry) => string,
	sizes: { readonly default: number; readonly most: number },
	self: string,
): Page<Entry> {
	const size = Number(query.get('page[size]') ?? sizes.default);
	if (!Number.isInteger(size) || size < 1 || size > sizes.most) {
		throw invalidParameter(
			`Page size must be an integer between 1 and ${sizes.most}.`,
			'page_size',
		);
	}
	const cursor = query.get('page[cursor]');
	const place = cursor === null ? null : decode(cursor);
	const from = place === null ? 0 : all.findIndex((entry) => placeOf(entry) > place);
	const entries = from < 0 ? [] : all.slice(from, from + size);
	const last = entries.at(-1);
	const isMore = last !== undefined && all.indexOf(last) < all.length - 1;
	const next = new URLSearchParams(query);
	if (last !== undefined) next.set('page[cursor]', btoa(placeOf(last)));
	return {
		entries,
		links: { self, next: isMore ? `${self}?${next.toString()}` : null, prev: null },
	};
}

function decode(cursor: string): string {
	try {
		return atob(cursor);
	} catch {
		throw invalidParameter('Invalid cursor.', 'page_cursor');
	}
}

/** Klaviyo tells moments to the second with an offset. */
export function momentText(milliseconds: number): string {
	return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, '+00:00');
}

/** So that texts sort as the numbers do. */
export function sortable(number: number): string {
	return String(number).padStart(16, '0');
}
