import { z } from 'zod/v4';
import { SEEN_PREFIX } from '../../../lib/mapping/sync';
import type { SyncScope, SyncStore } from '../../../lib/ports/sync-store';
import { recordKeyOf } from '../memory/crmWrites';
import { changeCursorSchema, rememberCursor } from './changeCursor';

/** What an item of Get Changed brings for Mark Done. */
export const readMarkSchema = z.object({
	/** The node that read; its cursor moves. */
	reader: z.string(),
	/** When it read: what was written after that is newer than what it saw. */
	readAt: z.string(),
	cursor: changeCursorSchema,
});

export type ReadMark = z.output<typeof readMarkSchema>;

export const readContactSchema = z.object({
	id: z.string(),
	email: z.string().nullable(),
	values: z.record(z.string(), z.string()),
	mark: readMarkSchema,
});

export type ReadContact = z.output<typeof readContactSchema>;

/** Keeps what contacts were seen with, then moves the cursor of the node that read them. */
export async function keepRead(
	store: SyncStore,
	scope: SyncScope,
	contacts: readonly Omit<ReadContact, 'mark'>[],
	{ reader, readAt, cursor }: ReadMark,
): Promise<void> {
	await store.remember(
		contacts.flatMap(({ id, email, values }) =>
			cursor.fields.map((field) => ({
				...scope,
				recordKey: email === null ? `id:${id}` : recordKeyOf('contact', email),
				field: `${SEEN_PREFIX}${field}`,
				value: values[field] ?? '',
				at: readAt,
			})),
		),
	);
	await rememberCursor(store, scope, reader, cursor, readAt);
}
