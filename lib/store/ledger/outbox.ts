import { contentHash, type Instant } from '../../kernel';
import { toJson } from '../../model/json';
import type { OutboxEvent } from '../../ports/ledger-store';
import { chunks } from '../chunks';
import type { StoreContext, StoreQueries } from '../engine';
import { newRows } from './new-rows';

/** Puts events into the outbox, in the transaction of what they tell of. */
export async function writeEvents(tx: StoreQueries, events: readonly OutboxEvent[]): Promise<void> {
	const fresh = await newRows(
		events.map(eventRow),
		(row) => row.outbox_id,
		'event',
		(ids) =>
			tx
				.selectFrom('outbox_events')
				.select(['outbox_id as id', 'record_hash'])
				.where('outbox_id', 'in', ids)
				.execute(),
	);
	for (const part of chunks(fresh)) await tx.insertInto('outbox_events').values(part).execute();
}

function eventRow(event: OutboxEvent) {
	const json = toJson(event);
	return {
		outbox_id: event.outboxId,
		aggregate_id: event.aggregateId,
		type: event.type,
		payload: JSON.stringify(json.payload),
		created_at: event.createdAt,
		record_hash: contentHash(json),
	};
}

export async function pendingEvents(
	{ engine }: StoreContext,
	limit: number,
): Promise<OutboxEvent[]> {
	const rows = await engine.query((db) =>
		db
			.selectFrom('outbox_events')
			.select(['outbox_id', 'aggregate_id', 'type', 'payload', 'created_at'])
			.where('delivered_at', 'is', null)
			.orderBy('sequence')
			.limit(limit)
			.execute(),
	);
	return rows.map((row) => ({
		outboxId: row.outbox_id,
		aggregateId: row.aggregate_id,
		type: row.type,
		payload: JSON.parse(row.payload) as Record<string, unknown>,
		createdAt: row.created_at,
	}));
}

export async function markDelivered(
	{ engine }: StoreContext,
	outboxIds: readonly string[],
	now: Instant,
): Promise<void> {
	if (outboxIds.length === 0) return;
	await engine.write(async (tx) => {
		for (const part of chunks(outboxIds)) {
			await tx
				.updateTable('outbox_events')
				.set({ delivered_at: now })
				.where('outbox_id', 'in', part)
				.where('delivered_at', 'is', null)
				.execute();
		}
	});
}
