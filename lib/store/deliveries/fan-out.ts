import type { Instant } from '../../kernel';
import type { DeliveryStore, Destination } from '../../ports/delivery-store';
import { chunks } from '../chunks';
import type { Engine, StoreContext, StoreQueries } from '../engine';
import { destinationOfRow, wants, type EventRow } from './delivery-rows';
import { insertDeliveries } from './insert-deliveries';

type FanOutRequest = Parameters<DeliveryStore['fanOut']>[0];
type FanOutResult = Awaited<ReturnType<DeliveryStore['fanOut']>>;

/**
 * One fan-out at a time. Two that took different events side by side could commit the later ones
 * first, and an order's second event would be handed out before its first one is in line.
 */
export const FAN_OUT_LOCK = 'deliveries:fan-out';

/** Turns undelivered events into deliveries. */
export async function fanOut(
	{ engine }: StoreContext,
	{ now, limit, seenSince }: FanOutRequest,
): Promise<FanOutResult> {
	// Looking first keeps an idle trigger from taking the write lock on every round.
	const any = await engine.query((db) => pending(db).limit(1).execute());
	if (any.length === 0) return { events: 0, deliveries: 0 };
	return await engine.write(async (tx) => {
		await engine.lock(tx, FAN_OUT_LOCK);
		const destinations = await destinationsSeenSince(tx, seenSince);
		return await fanOutSome(tx, engine, destinations, { now, limit });
	});
}

/** Under the lock: the oldest events that are there, whenever their transactions were committed. */
async function fanOutSome(
	tx: StoreQueries,
	engine: Engine,
	destinations: readonly Destination[],
	{ now, limit }: { readonly now: Instant; readonly limit: number },
): Promise<FanOutResult> {
	const oldest = pending(tx).limit(limit);
	// Waits for whoever has one of them: skipping it would let a later event of an order go ahead.
	const events = await (engine.kind === 'postgres' ? oldest.forUpdate() : oldest).execute();
	let deliveries = 0;
	for (const part of chunks(events)) {
		const wanted = destinations.flatMap((destination) =>
			part
				.filter(({ type }) => wants(destination, type))
				.map((event) => ({ destination, event, createdAt: event.created_at })),
		);
		deliveries += await insertDeliveries(tx, wanted);
		await tx
			.updateTable('outbox_events')
			.set({ delivered_at: now })
			.where(
				'outbox_id',
				'in',
				part.map(({ outbox_id }) => outbox_id),
			)
			.execute();
	}
	return { events: events.length, deliveries };
}

const DRAIN = 500;

/** Under the lock: gives all that has come so far to the destinations that are there by now. */
export async function fanOutAll(
	tx: StoreQueries,
	engine: Engine,
	now: Instant,
	seenSince: Instant,
): Promise<void> {
	const destinations = await destinationsSeenSince(tx, seenSince);
	if (destinations.length === 0) {
		await tx
			.updateTable('outbox_events')
			.set({ delivered_at: now })
			.where('delivered_at', 'is', null)
			.execute();
		return;
	}
	for (;;) {
		const { events } = await fanOutSome(tx, engine, destinations, { now, limit: DRAIN });
		if (events < DRAIN) return;
	}
}

function pending(db: StoreQueries) {
	return db
		.selectFrom('outbox_events')
		.select(['outbox_id', 'aggregate_id', 'type', 'payload', 'created_at'] satisfies Array<
			keyof EventRow
		>)
		.where('delivered_at', 'is', null)
		.orderBy('sequence');
}

async function destinationsSeenSince(tx: StoreQueries, seenSince: Instant): Promise<Destination[]> {
	const rows = await tx
		.selectFrom('delivery_destinations')
		.selectAll()
		.where('last_seen_at', '>=', seenSince)
		.orderBy('destination_id')
		.execute();
	return rows.map(destinationOfRow);
}
