import { isSameValue, type ChangedContact, type CrmConnector } from '../../../lib/connectors/crm';
import type { Instant } from '../../../lib/kernel';
import {
	lastKnown,
	newsOf,
	RememberedRecords,
	SEEN_PREFIX,
	type RememberedFields,
} from '../../../lib/mapping/sync';
import type { SyncEntry, SyncScope, SyncStore } from '../../../lib/ports/sync-store';
import { recordKeyOf } from '../memory/crmWrites';
import { afterPage, type ChangeCursor } from './changeCursor';

/** A contact with the fields that hold something we neither wrote nor gave out before. */
export interface ContactChange extends ChangedContact {
	readonly changed: readonly string[];
}

export interface ReadChanges {
	readonly changes: readonly ContactChange[];
	/** To be kept once the changes are given out, with what they were seen with. */
	readonly cursor: ChangeCursor;
	readonly seen: readonly SyncEntry[];
}

interface ChangeReader {
	readonly connector: CrmConnector;
	readonly store: SyncStore;
	readonly scope: SyncScope;
	readonly at: Instant;
	/** Reading stops after the page that reaches so many contacts. */
	readonly most: number;
	/** Echoes of our own writes come too. */
	readonly includeOwn: boolean;
}

type SameValue = (field: string, a: string, b: string) => boolean;

/** Reads on from a cursor, page by page, and leaves out what is no news. */
export async function readChanges(reader: ChangeReader, from: ChangeCursor): Promise<ReadChanges> {
	const { connector, most } = reader;
	const changes = new Map<string, ContactChange>();
	const seen: SyncEntry[] = [];
	let cursor = from;
	let isSame: SameValue | null = null;
	let isDone = false;
	while (!isDone) {
		const page = await connector.changedContacts(cursor.since, cursor.fields, cursor.cursor);
		if (page.contacts.length > 0) {
			isSame ??= await typedComparison(connector);
			const remembered = await recallFor(reader, page.contacts, cursor.fields);
			for (const contact of page.contacts) {
				const known = remembered.of(keyOf(contact));
				const found = changeOf(reader, contact, cursor.fields, known, isSame);
				seen.push(...found.seen);
				if (found.change !== null) changes.set(contact.id, found.change);
			}
		}
		const newest = page.contacts.at(-1)?.changedAt ?? null;
		cursor = afterPage(cursor, { cursor: page.cursor, newest });
		isDone = page.cursor === null || changes.size >= most;
	}
	return { changes: [...changes.values()], cursor, seen };
}

/** The CRM gives numbers and moments back in a form of its own; an echo must be known all the same. */
async function typedComparison(connector: CrmConnector): Promise<SameValue> {
	const fields = await connector.listFields('contact');
	const types = new Map(fields.map(({ name, type }) => [name, type]));
	return (field, a, b) => isSameValue(types.get(field), a, b);
}

async function recallFor(
	{ store, scope }: ChangeReader,
	contacts: readonly ChangedContact[],
	fields: readonly string[],
): Promise<RememberedRecords> {
	const names = fields.flatMap((field) => [field, `${SEEN_PREFIX}${field}`]);
	return new RememberedRecords(await store.recall(scope, [...new Set(contacts.map(keyOf))], names));
}

function keyOf({ id, email }: ChangedContact): string {
	return email === null ? `id:${id}` : recordKeyOf('contact', email);
}

/**
 * A field that was never known and is empty is no news on its own. What is given out is remembered as
 * seen, so that the same values are no news next time.
 */
function changeOf(
	{ scope, at, includeOwn }: ChangeReader,
	contact: ChangedContact,
	fields: readonly string[],
	known: RememberedFields,
	isSame: SameValue,
): { readonly change: ContactChange | null; readonly seen: readonly SyncEntry[] } {
	const values = Object.fromEntries(fields.map((field) => [field, contact.values[field] ?? '']));
	const unlike = newsOf(values, known, isSame);
	const changed = unlike.filter((field) => !isUnknownAndEmpty(known, field, values));
	const isKnown = fields.some((field) => lastKnown(known, field) !== null);
	if (!includeOwn && isKnown && changed.length === 0) return { change: null, seen: [] };
	const recordKey = keyOf(contact);
	const seen = unlike.map((field) => {
		const value = values[field] ?? '';
		return { ...scope, recordKey, field: `${SEEN_PREFIX}${field}`, value, at };
	});
	return { change: { ...contact, values, changed }, seen };
}

function isUnknownAndEmpty(
	known: RememberedFields,
	field: string,
	values: Readonly<Record<string, string>>,
): boolean {
	return lastKnown(known, field) === null && values[field] === '';
}
