import type { Instant } from '../../kernel';
import type { Destination } from '../../ports/delivery-store';
import { chunks } from '../chunks';
import type { StoreContext, StoreQueries } from '../engine';
import { destinationOfRow } from './delivery-rows';
import { FAN_OUT_LOCK } from './fan-out';
import { insertDeliveries } from './insert-deliveries';
import { lockDestination } from './lock-destination';

/** Adds past events to one destination; the others notice nothing. */
export async function replaySince(
	{ engine }: StoreContext,
	destinationId: string,
	from: Instant,
	now: Instant,
): Promise<number> {
	return await engine.write(async (tx) => {
		await engine.lock(tx, FAN_OUT_LOCK);
		const row = await lockDestination(tx, engine, destinationId);
		return row === undefined ? 0 : await replayEvents(tx, destinationOfRow(row), from, now);
	});
}

/** Under the fan-out's lock. What is undelivered still comes by itself, behind these. */
export async function replayEvents(
	tx: StoreQueries,
	destination: Destination,
	from: Instant,
	now: Instant,
): Promise<number> {
	const { eventTypes } = destination;
	const events = tx
		.selectFrom('outbox_events')
		.select(['sequence', 'outbox_id', 'aggregate_id', 'type'])
		.where('created_at', '>=', from)
		.where('delivered_at', 'is not', null);
	const wanted = eventTypes.length === 0 ? events : events.where('type', 'in', [...eventTypes]);
	// Found by their time, put in line as they were written.
	const inOrder = (await wanted.execute()).sort((a, b) => (a.sequence < b.sequence ? -1 : 1));
	return await insertDeliveries(
		tx,
		inOrder.map((event) => ({ destination, event, createdAt: now })),
	);
}

/**
 * Attempts start again at one: whoever replays has mended the cause. A dead letter keeps its place,
 * so that it goes before what came later.
 */
export async function replayDead(
	{ engine }: StoreContext,
	destinationId: string,
	deliveryIds: readonly string[] | undefined,
): Promise<number> {
	return await engine.write(async (tx) => {
		if ((await lockDestination(tx, engine, destinationId)) === undefined) return 0;
		const replay = tx
			.updateTable('deliveries')
			.set({ status: 'waiting', attempt: 0, settled_at: null })
			.where('destination_id', '=', destinationId)
			.where('status', '=', 'dead');
		if (deliveryIds === undefined) {
			return Number((await replay.executeTakeFirst()).numUpdatedRows);
		}
		let replayed = 0;
		for (const part of chunks(deliveryIds)) {
			const result = await replay.where('delivery_id', 'in', part).executeTakeFirst();
			replayed += Number(result.numUpdatedRows);
		}
		return replayed;
	});
}
