import { z } from 'zod/v4';
import { instantFromMilliseconds, toMilliseconds, type Instant } from '../../../lib/kernel';
import type { SyncScope, SyncStore } from '../../../lib/ports/sync-store';

const FIELD = 'cursor';

/** Search indexes of CRMs lag behind; what comes twice is known by its values. */
const OVERLAP_MILLISECONDS = 2 * 60_000;

export const changeCursorSchema = z.object({
	/** Where reading began; `cursor` counts from here. */
	since: z.string(),
	/** The vendor's own; null at the beginning. */
	cursor: z.string().nullable(),
	/** Latest change that was read. */
	newest: z.string(),
	/** Fields that were asked for; a vendor's cursor holds for these only. */
	fields: z.array(z.string()),
});

export type ChangeCursor = z.output<typeof changeCursorSchema>;

/** How far one node of one workflow has read; from `since` when it never has. */
export async function recallCursor(
	store: SyncStore,
	scope: SyncScope,
	reader: string,
	given: { readonly since: Instant; readonly fields: readonly string[] },
): Promise<ChangeCursor> {
	const [kept] = await store.recall(scope, [reader], [FIELD]);
	const fresh = {
		since: given.since,
		cursor: null,
		newest: given.since,
		fields: [...given.fields],
	};
	const text = kept?.value ?? null;
	if (text === null) return fresh;
	const known = changeCursorSchema.parse(JSON.parse(text));
	const isSame = known.fields.join() === given.fields.join();
	return isSame ? known : { ...known, cursor: null, fields: [...given.fields] };
}

export async function rememberCursor(
	store: SyncStore,
	scope: SyncScope,
	reader: string,
	cursor: ChangeCursor,
	at: Instant,
): Promise<void> {
	const value = JSON.stringify(cursor);
	await store.remember([{ ...scope, recordKey: reader, field: FIELD, value, at }]);
}

/** The next cursor after a page; after the last page it begins a little before the latest change. */
export function afterPage(
	before: ChangeCursor,
	page: { readonly cursor: string | null; readonly newest: Instant | null },
): ChangeCursor {
	const isLater = page.newest !== null && page.newest > before.newest;
	const newest = isLater ? (page.newest ?? before.newest) : before.newest;
	if (page.cursor !== null) return { ...before, cursor: page.cursor, newest };
	const overlapped = instantFromMilliseconds(toMilliseconds(newest) - OVERLAP_MILLISECONDS);
	const since = overlapped > before.since ? overlapped : before.since;
	return { ...before, since, cursor: null, newest };
}
