import type { InboxEntry, InboxStore } from '../../ports/inbox-store';
import { chunks } from '../chunks';
import type { StoreContext, StoreQueries } from '../engine';
import type { WorkspaceKeys } from '../keys/workspace-keys';
import type { InboxDeliveriesTable } from '../tables';

type Received = Awaited<ReturnType<InboxStore['receive']>>[number];

/** What one entry turns into: the event id it is stored under, or null when it is known. */
interface Placement {
	readonly entry: InboxEntry;
	readonly outcome: Received['outcome'];
	readonly storeAs: string | null;
}

/** Place that an entry's payload is sealed for. */
export function payloadPlace(eventId: string): string {
	return `inbox:${eventId}`;
}

/** Stores entries durably and tells which of them are known. */
export async function receive(
	{ engine, keys }: StoreContext,
	entries: readonly InboxEntry[],
): Promise<Received[]> {
	if (entries.length === 0) return [];
	return await engine.write(async (tx) => {
		const consumers = [...new Set(entries.map(({ consumer }) => consumer))].sort();
		for (const consumer of consumers) await engine.lock(tx, `inbox:${consumer}`);
		const events = await knownEvents(tx, entries);
		const deliveries = await knownDeliveries(tx, entries);
		const placements = entries.map((entry) => place(entry, events, deliveries));
		await insertEntries(tx, keys, placements);
		await insertDeliveries(tx, placements);
		return placements.map(({ entry, outcome }) => ({ eventId: entry.eventId, outcome }));
	});
}

/**
 * Decides about one entry and adds it to `events`. Deliveries are only those of earlier calls:
 * one delivery may bring several events at once, which are not each other's duplicates.
 */
function place(
	entry: InboxEntry,
	events: Map<string, string>,
	deliveries: ReadonlyMap<string, ReadonlySet<string>>,
): Placement {
	const { eventId, contentHash } = entry;
	const knownHash = events.get(eventId);
	if (knownHash === contentHash) return { entry, outcome: 'duplicate', storeAs: null };
	const hashes = deliveries.get(deliveryOf(entry));
	if (knownHash !== undefined) {
		// The same id with other content must not be lost, so it gets an id of its own.
		const storeAs = `${eventId}#${contentHash.slice(0, 16)}`;
		if (events.has(storeAs)) return { entry, outcome: 'duplicate', storeAs: null };
		events.set(storeAs, contentHash);
		return { entry, outcome: 'conflict', storeAs };
	}
	if (hashes?.has(contentHash) === true) return { entry, outcome: 'duplicate', storeAs: null };
	events.set(eventId, contentHash);
	return { entry, outcome: hashes === undefined ? 'accepted' : 'conflict', storeAs: eventId };
}

/** Content hash of every known event among these, under its own id and its conflict's id. */
async function knownEvents(
	tx: StoreQueries,
	entries: readonly InboxEntry[],
): Promise<Map<string, string>> {
	const ids = new Set(
		entries.flatMap(({ eventId, contentHash }) => [
			eventId,
			`${eventId}#${contentHash.slice(0, 16)}`,
		]),
	);
	const known = new Map<string, string>();
	for (const part of chunks([...ids])) {
		const rows = await tx
			.selectFrom('inbox_entries')
			.select(['event_id', 'content_hash'])
			.where('event_id', 'in', part)
			.execute();
		for (const row of rows) known.set(row.event_id, row.content_hash);
	}
	return known;
}

/** Content hashes that each known delivery brought. */
async function knownDeliveries(
	tx: StoreQueries,
	entries: readonly InboxEntry[],
): Promise<Map<string, Set<string>>> {
	const keys = new Set(entries.flatMap(({ deliveryKey }) => deliveryKey ?? []));
	const known = new Map<string, Set<string>>();
	for (const part of chunks([...keys])) {
		const rows = await tx
			.selectFrom('inbox_deliveries')
			.select(['consumer', 'delivery_key', 'content_hash'])
			.where('delivery_key', 'in', part)
			.execute();
		for (const row of rows) {
			const key = JSON.stringify([row.consumer, row.delivery_key]);
			known.set(key, (known.get(key) ?? new Set()).add(row.content_hash));
		}
	}
	return known;
}

function deliveryOf({ consumer, deliveryKey }: InboxEntry): string {
	return JSON.stringify([consumer, deliveryKey]);
}

async function insertEntries(
	tx: StoreQueries,
	keys: WorkspaceKeys,
	placements: readonly Placement[],
): Promise<void> {
	const rows = placements.flatMap(({ entry, outcome, storeAs }) => {
		if (storeAs === null) return [];
		return {
			event_id: storeAs,
			consumer: entry.consumer,
			kind: entry.kind,
			content_hash: entry.contentHash,
			payload: keys.seal(payloadPlace(storeAs), entry.payload),
			is_conflict: outcome === 'conflict' ? 1 : 0,
			received_at: entry.receivedAt,
			status: 'waiting',
			attempt: 0,
		};
	});
	for (const part of chunks(rows)) await tx.insertInto('inbox_entries').values(part).execute();
}

async function insertDeliveries(tx: StoreQueries, placements: readonly Placement[]): Promise<void> {
	const rows = placements.flatMap(({ entry, storeAs }): InboxDeliveriesTable[] => {
		if (entry.deliveryKey === null) return [];
		return [
			{
				consumer: entry.consumer,
				delivery_key: entry.deliveryKey,
				content_hash: entry.contentHash,
				event_id: storeAs ?? entry.eventId,
				received_at: entry.receivedAt,
			},
		];
	});
	for (const part of chunks(rows)) {
		await tx
			.insertInto('inbox_deliveries')
			.values(part)
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}
