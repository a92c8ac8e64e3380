import type { VendorFailure } from '../vendor';
import type { KlaviyoClient } from './client';
import { collectionSchema, readAnswer, type Resource } from './schema';

export type PageAnswer =
	| { readonly ok: true; readonly data: readonly Resource[]; readonly cursor: string | null }
	| { readonly ok: false; readonly failure: VendorFailure };

export type PagesAnswer =
	| { readonly ok: true; readonly data: readonly Resource[] }
	| { readonly ok: false; readonly failure: VendorFailure };

/** One page of a collection; `cursor` is that of the page before. */
export async function readPage(
	client: KlaviyoClient,
	path: string,
	query: Readonly<Record<string, string>>,
	cursor: string | null,
): Promise<PageAnswer> {
	const answer = await client.get(path, {
		...query,
		...(cursor === null ? {} : { 'page[cursor]': cursor }),
	});
	if (!answer.ok) return answer;
	const { data, links } = readAnswer(collectionSchema, answer.response.body);
	return { ok: true, data, cursor: cursorOf(links?.next ?? null) };
}

/** A whole collection, or its first `limit` entries. */
export async function readPages(
	client: KlaviyoClient,
	path: string,
	query: Readonly<Record<string, string>>,
	limit = Number.POSITIVE_INFINITY,
): Promise<PagesAnswer> {
	const all: Resource[] = [];
	let cursor: string | null = null;
	do {
		const page: PageAnswer = await readPage(client, path, query, cursor);
		if (!page.ok) return page;
		all.push(...page.data);
		cursor = page.cursor;
	} while (cursor !== null && all.length < limit);
	return { ok: true, data: all.slice(0, limit) };
}

/** Only the cursor is taken from the link, so that no request goes to a host that an answer names. */
function cursorOf(next: string | null): string | null {
	if (next === null || !URL.canParse(next)) return null;
	return new URL(next).searchParams.get('page[cursor]');
}
