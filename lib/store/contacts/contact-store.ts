import { contentHash, type Instant } from '../../kernel';
import { customerContactSchema } from '../../model/customer-contact';
import { parseModel } from '../../model/parse';
import type { ContactEntry, ContactStore, KeptContact } from '../../ports/contact-store';
import type { StoreContext, StoreQueries } from '../engine';
import type { WorkspaceKeys } from '../keys/workspace-keys';
import type { CustomerContactsTable } from '../tables';
import { mergeContacts, type ContactState } from './merge-contacts';

/** Contacts of customers, sealed. */
export function contactStore(context: StoreContext): ContactStore {
	return {
		keep: (entry) => keep(context, entry),
		get: (customerKey) => get(context, customerKey),
		forget: (customerKey, now) => forget(context, customerKey, now),
	};
}

async function keep(
	{ engine, keys }: StoreContext,
	{ customerKey, orderedAt, ...told }: ContactEntry,
): ReturnType<ContactStore['keep']> {
	const next = (row: CustomerContactsTable | undefined) => {
		if (isForgotten(row, orderedAt)) return 'forgotten';
		const known = stateOf(keys, row);
		const merged = mergeContacts(known, told);
		return sameState(known, merged) ? 'unchanged' : merged;
	};
	// Looking first keeps an order that tells nothing new from taking the write lock.
	const expected = next(await engine.query((db) => rowOf(db, customerKey)));
	if (typeof expected === 'string') return expected;
	return await engine.write(async (tx) => {
		await engine.lock(tx, lockOf(customerKey));
		const merged = next(await rowOf(tx, customerKey));
		if (typeof merged === 'string') return merged;
		await save(tx, {
			customer_key: customerKey,
			contact: keys.seal(placeOf(customerKey), JSON.stringify(merged.contact)),
			is_proven: merged.isProven ? 1 : 0,
			told_at: merged.at,
			forgotten_at: null,
		});
		return 'kept';
	});
}

async function get(
	{ engine, keys }: StoreContext,
	customerKey: string,
): Promise<KeptContact | null> {
	const state = stateOf(keys, await engine.query((db) => rowOf(db, customerKey)));
	return state === null ? null : { customerKey, ...state };
}

/** The key and the moment stay, also for a customer that is not known yet. */
async function forget(
	{ engine }: StoreContext,
	customerKey: string,
	now: Instant,
): Promise<boolean> {
	return await engine.write(async (tx) => {
		await engine.lock(tx, lockOf(customerKey));
		const row = await rowOf(tx, customerKey);
		const latest = row?.forgotten_at != null && row.forgotten_at > now ? row.forgotten_at : now;
		await save(tx, {
			customer_key: customerKey,
			contact: null,
			is_proven: 0,
			told_at: null,
			forgotten_at: latest,
		});
		return row !== undefined && row.contact !== null;
	});
}

/** `forgotten_at` survives a contact that a later order brings. */
async function save(tx: StoreQueries, row: CustomerContactsTable): Promise<void> {
	const { customer_key: _key, forgotten_at: forgottenAt, ...content } = row;
	await tx
		.insertInto('customer_contacts')
		.values(row)
		.onConflict((conflict) =>
			conflict
				.column('customer_key')
				.doUpdateSet(forgottenAt === null ? content : { ...content, forgotten_at: forgottenAt }),
		)
		.execute();
}

async function rowOf(
	db: StoreQueries,
	customerKey: string,
): Promise<CustomerContactsTable | undefined> {
	return await db
		.selectFrom('customer_contacts')
		.selectAll()
		.where('customer_key', '=', customerKey)
		.executeTakeFirst();
}

function stateOf(keys: WorkspaceKeys, row: CustomerContactsTable | undefined): ContactState | null {
	if (row === undefined || row.contact === null || row.told_at === null) return null;
	const text = keys.open(placeOf(row.customer_key), row.contact);
	const contact = parseModel(customerContactSchema, JSON.parse(text) as unknown, 'contact');
	return { contact, isProven: row.is_proven === 1, at: row.told_at };
}

function isForgotten(row: CustomerContactsTable | undefined, orderedAt: Instant): boolean {
	return row?.forgotten_at != null && orderedAt <= row.forgotten_at;
}

function sameState(known: ContactState | null, merged: ContactState): boolean {
	if (known === null) return false;
	return known === merged || contentHash(known) === contentHash(merged);
}

function lockOf(customerKey: string): string {
	return `contact:${customerKey}`;
}

/** Where a contact is sealed for. */
function placeOf(customerKey: string): string {
	return `contact:${customerKey}`;
}
