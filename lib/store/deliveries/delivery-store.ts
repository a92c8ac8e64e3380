import type { Instant } from '../../kernel';
import type { DeadLetter, DeliveryStore } from '../../ports/delivery-store';
import type { OutboxEvent } from '../../ports/ledger-store';
import type { StoreContext } from '../engine';
import { claim } from './claim';
import { eventOfRow } from './delivery-rows';
import { counts, destinations, register, retire, touch } from './destinations';
import { fanOut } from './fan-out';
import { latency } from './latency';
import { release, renew } from './leases';
import { replayDead, replaySince } from './replay';
import { settle } from './settle';

/** Events of the ledger on their way to destinations. */
export function deliveryStore(context: StoreContext): DeliveryStore {
	return {
		register: (destination, now, replayFrom) => register(context, destination, now, replayFrom),
		touch: (destinationId, now) => touch(context, destinationId, now),
		retire: (destinationId) => retire(context, destinationId),
		destinations: () => destinations(context),
		fanOut: (request) => fanOut(context, request),
		claim: (request, plan) => claim(context, request, plan),
		renew: (deliveryIds, owner, leaseUntil) => renew(context, deliveryIds, owner, leaseUntil),
		release: (deliveryId, owner) => release(context, deliveryId, owner),
		settle: (request, decide) => settle(context, request, decide),
		counts: (destinationId) => counts(context, destinationId),
		deadLetters: (filter) => deadLetters(context, filter),
		replayDead: (destinationId, deliveryIds) => replayDead(context, destinationId, deliveryIds),
		replaySince: (destinationId, from, now) => replaySince(context, destinationId, from, now),
		latency: (destinationId, from, to) => latency(context, destinationId, from, to),
		prune: (before) => prune(context, before),
		latestEvent: (eventTypes) => latestEvent(context, eventTypes),
	};
}

async function deadLetters(
	{ engine }: StoreContext,
	{ destinationId, limit }: Parameters<DeliveryStore['deadLetters']>[0],
): Promise<DeadLetter[]> {
	const rows = await engine.query((db) => {
		const dead = db
			.selectFrom('deliveries')
			.selectAll()
			.where('status', '=', 'dead')
			.orderBy('settled_at')
			.orderBy('sequence')
			.limit(limit);
		return (
			destinationId === undefined ? dead : dead.where('destination_id', '=', destinationId)
		).execute();
	});
	return rows.map((row) => ({
		deliveryId: row.delivery_id,
		destinationId: row.destination_id,
		outboxId: row.outbox_id,
		aggregateId: row.aggregate_id,
		type: row.type,
		reason: row.reason ?? '',
		attempts: row.attempt,
		since: row.settled_at ?? row.created_at,
	}));
}

async function prune({ engine }: StoreContext, before: Instant): Promise<number> {
	const result = await engine.write(
		async (tx) =>
			await tx
				.deleteFrom('deliveries')
				.where('status', '=', 'completed')
				.where('settled_at', '<', before)
				.executeTakeFirst(),
	);
	return Number(result.numDeletedRows);
}

async function latestEvent(
	{ engine }: StoreContext,
	eventTypes: readonly string[],
): Promise<OutboxEvent | null> {
	const row = await engine.query((db) => {
		const newest = db
			.selectFrom('outbox_events')
			.select(['outbox_id', 'aggregate_id', 'type', 'payload', 'created_at'])
			.orderBy('sequence', 'desc')
			.limit(1);
		return (
			eventTypes.length === 0 ? newest : newest.where('type', 'in', [...eventTypes])
		).executeTakeFirst();
	});
	return row === undefined ? null : eventOfRow(row);
}
