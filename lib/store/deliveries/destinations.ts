import { sql } from 'kysely';
import type { Instant } from '../../kernel';
import type {
	DeliveryCounts,
	DeliveryStore,
	Destination,
	DestinationStatus,
} from '../../ports/delivery-store';
import type { StoreContext, StoreQueries } from '../engine';
import { destinationOfRow, FRESH_PULSE, pulseOfRow } from './delivery-rows';
import { fanOutAll, FAN_OUT_LOCK } from './fan-out';
import { lockDestination } from './lock-destination';
import { replayEvents } from './replay';

/** Before any moment: while a destination is added, none is passed over. */
const ANY_TIME = '';

/**
 * Adds or updates a destination. What is undelivered when a new one comes goes to the others first,
 * so that it begins with what is committed after it.
 */
export async function register(
	{ engine }: StoreContext,
	destination: Destination,
	now: Instant,
	replayFrom: Instant | undefined,
): Promise<'added' | 'updated'> {
	const { destinationId, name, eventTypes, limits } = destination;
	const settings = {
		name,
		event_types: JSON.stringify(eventTypes),
		parallel: limits.parallel,
		starts_per_minute: limits.startsPerMinute,
		max_attempts: limits.maxAttempts,
		last_seen_at: now,
	};
	return await engine.write(async (tx) => {
		await engine.lock(tx, FAN_OUT_LOCK);
		const updated = await tx
			.updateTable('delivery_destinations')
			.set(settings)
			.where('destination_id', '=', destinationId)
			.executeTakeFirst();
		if (updated.numUpdatedRows > 0n) return 'updated';
		await fanOutAll(tx, engine, now, ANY_TIME);
		await tx
			.insertInto('delivery_destinations')
			.values({
				destination_id: destinationId,
				...settings,
				pulse: JSON.stringify(FRESH_PULSE),
				registered_at: now,
			})
			.execute();
		if (replayFrom !== undefined) await replayEvents(tx, destination, replayFrom, now);
		return 'added';
	});
}

export async function touch(
	{ engine }: StoreContext,
	destinationId: string,
	now: Instant,
): Promise<void> {
	await engine.write(async (tx) => {
		await tx
			.updateTable('delivery_destinations')
			.set({ last_seen_at: now })
			.where('destination_id', '=', destinationId)
			.where('last_seen_at', '<', now)
			.execute();
	});
}

export async function retire({ engine }: StoreContext, destinationId: string): Promise<boolean> {
	return await engine.write(async (tx) => {
		await engine.lock(tx, FAN_OUT_LOCK);
		if ((await lockDestination(tx, engine, destinationId)) === undefined) return false;
		for (const table of ['deliveries', 'delivery_destinations'] as const) {
			await tx.deleteFrom(table).where('destination_id', '=', destinationId).execute();
		}
		return true;
	});
}

export async function destinations({ engine }: StoreContext): Promise<DestinationStatus[]> {
	return await engine.read(async (tx) => {
		const rows = await tx
			.selectFrom('delivery_destinations')
			.selectAll()
			.orderBy('name')
			.orderBy('destination_id')
			.execute();
		const status: DestinationStatus[] = [];
		for (const row of rows) {
			status.push({
				...destinationOfRow(row),
				registeredAt: row.registered_at,
				lastSeenAt: row.last_seen_at,
				breaker: pulseOfRow(row).breaker,
				counts: await countsOf(tx, row.destination_id),
			});
		}
		return status;
	});
}

export async function counts(
	{ engine }: StoreContext,
	destinationId: string,
): ReturnType<DeliveryStore['counts']> {
	return await engine.query((db) => countsOf(db, destinationId));
}

async function countsOf(db: StoreQueries, destinationId: string): Promise<DeliveryCounts> {
	const rows = await db
		.selectFrom('deliveries')
		.select(['status', sql<number>`cast(count(*) as integer)`.as('deliveries')])
		.where('destination_id', '=', destinationId)
		.groupBy('status')
		.execute();
	const countOf = (status: string): number =>
		rows.find((row) => row.status === status)?.deliveries ?? 0;
	return {
		waiting: countOf('waiting'),
		running: countOf('claimed'),
		completed: countOf('completed'),
		dead: countOf('dead'),
	};
}
