import type { Instant } from '../../kernel';
import type { ClaimedDelivery, DeliveryStore } from '../../ports/delivery-store';
import type { OutboxEvent } from '../../ports/ledger-store';
import { chunks } from '../chunks';
import type { StoreContext, StoreQueries } from '../engine';
import { eventOfRow, limitsOfRow, pulseOfRow, savePulse } from './delivery-rows';
import { firstOfLanes, runningLanes, type Candidate } from './lanes';
import { lockDestination } from './lock-destination';

type ClaimRequest = Parameters<DeliveryStore['claim']>[0];
type PlanClaim = Parameters<DeliveryStore['claim']>[1];

/** Takes due deliveries of one destination, as many as its plan allows. */
export async function claim(
	{ engine }: StoreContext,
	request: ClaimRequest,
	plan: PlanClaim,
): Promise<ClaimedDelivery[]> {
	const { destinationId, now, limit } = request;
	// Looking first keeps an idle destination from taking the write lock on every round.
	const any = await engine.query((db) => hasWork(db, destinationId, now));
	if (!any) return [];
	return await engine.write(async (tx) => {
		const row = await lockDestination(tx, engine, destinationId);
		if (row === undefined) return [];
		await endLeases(tx, destinationId, now);
		const running = await runningLanes(tx, destinationId);
		const pulse = pulseOfRow(row);
		const chosen = plan({ limits: limitsOfRow(row), pulse, running: running.length });
		const most = Math.min(chosen.most, limit);
		const found = await firstOfLanes(tx, request, running, chosen.order, most);
		if (found.length === 0) return [];
		await lease(tx, request, found);
		await savePulse(tx, row, chosen.started(found.length));
		return await withEvents(tx, found);
	});
}

async function hasWork(db: StoreQueries, destinationId: string, now: Instant): Promise<boolean> {
	const rows = await db
		.selectFrom('deliveries')
		.select('delivery_id')
		.where('destination_id', '=', destinationId)
		.where('status', 'in', ['waiting', 'claimed'])
		.where((where) =>
			where.or([
				where.and([
					where('status', '=', 'waiting'),
					where.or([where('retry_at', 'is', null), where('retry_at', '<=', now)]),
				]),
				where.and([where('status', '=', 'claimed'), where('lease_until', '<=', now)]),
			]),
		)
		.limit(1)
		.execute();
	return rows.length > 0;
}

/** What a dead process had waits again. It stays the owner until somebody else takes it. */
async function endLeases(tx: StoreQueries, destinationId: string, now: Instant): Promise<void> {
	await tx
		.updateTable('deliveries')
		.set({ status: 'waiting', lease_until: null, retry_at: null })
		.where('destination_id', '=', destinationId)
		.where('status', '=', 'claimed')
		.where('lease_until', '<=', now)
		.execute();
}

async function lease(
	tx: StoreQueries,
	{ owner, leaseUntil }: ClaimRequest,
	found: readonly Candidate[],
): Promise<void> {
	for (const part of chunks(found)) {
		await tx
			.updateTable('deliveries')
			.set((set) => ({
				status: 'claimed',
				owner,
				lease_until: leaseUntil,
				retry_at: null,
				attempt: set('attempt', '+', 1),
			}))
			.where(
				'delivery_id',
				'in',
				part.map(({ delivery_id }) => delivery_id),
			)
			.execute();
	}
}

/** What is handed out, in the order it was found. */
async function withEvents(
	tx: StoreQueries,
	found: readonly Candidate[],
): Promise<ClaimedDelivery[]> {
	const events = new Map<string, OutboxEvent>();
	for (const part of chunks(found)) {
		const rows = await tx
			.selectFrom('outbox_events')
			.select(['outbox_id', 'aggregate_id', 'type', 'payload', 'created_at'])
			.where(
				'outbox_id',
				'in',
				part.map(({ outbox_id }) => outbox_id),
			)
			.execute();
		for (const row of rows) events.set(row.outbox_id, eventOfRow(row));
	}
	return found.flatMap(({ delivery_id, outbox_id, attempt }) => {
		const event = events.get(outbox_id);
		return event === undefined ? [] : [{ deliveryId: delivery_id, event, attempt: attempt + 1 }];
	});
}
