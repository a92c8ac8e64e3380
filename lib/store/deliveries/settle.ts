import { millisecondsBetween, type Instant } from '../../kernel';
import type { DeliveryStore, Settlement } from '../../ports/delivery-store';
import type { StoreContext } from '../engine';
import { limitsOfRow, pulseOfRow, savePulse } from './delivery-rows';
import { lockDestination } from './lock-destination';

type SettleRequest = Parameters<DeliveryStore['settle']>[0];
type Decide = Parameters<DeliveryStore['settle']>[1];

/** Longest latency that is told apart, in milliseconds: 24 days. */
const LONGEST_LATENCY = 2_147_483_647;

/**
 * Writes the end of a run down, with what it says of its destination. Only for the owner: whoever lost
 * the lease to somebody else leaves the delivery to him.
 */
export async function settle(
	{ engine }: StoreContext,
	{ deliveryId, owner, now }: SettleRequest,
	decide: Decide,
): Promise<Settlement['to'] | 'lost'> {
	return await engine.write(async (tx): Promise<Settlement['to'] | 'lost'> => {
		const known = await tx
			.selectFrom('deliveries')
			.select('destination_id')
			.where('delivery_id', '=', deliveryId)
			.executeTakeFirst();
		if (known === undefined) return 'lost';
		const destination = await lockDestination(tx, engine, known.destination_id);
		if (destination === undefined) return 'lost';
		const delivery = await tx
			.selectFrom('deliveries')
			.select(['attempt', 'created_at'])
			.where('delivery_id', '=', deliveryId)
			.where('status', 'in', ['claimed', 'waiting'])
			.where('owner', '=', owner)
			.executeTakeFirst();
		if (delivery === undefined) return 'lost';
		const settlement = decide({
			deliveryId,
			attempt: delivery.attempt,
			limits: limitsOfRow(destination),
			pulse: pulseOfRow(destination),
		});
		await tx
			.updateTable('deliveries')
			.set({ owner: null, lease_until: null, ...columnsOf(settlement, delivery.created_at, now) })
			.where('delivery_id', '=', deliveryId)
			.execute();
		await savePulse(tx, destination, settlement.pulse);
		return settlement.to;
	});
}

function columnsOf(settlement: Settlement, createdAt: Instant, now: Instant) {
	switch (settlement.to) {
		case 'completed':
			return {
				status: 'completed',
				retry_at: null,
				reason: null,
				settled_at: now,
				latency_milliseconds: latencyOf(createdAt, now),
			};
		case 'waiting':
			return { status: 'waiting', retry_at: settlement.retryAt, reason: settlement.reason };
		case 'dead':
			return { status: 'dead', retry_at: null, reason: settlement.reason, settled_at: now };
	}
}

/** Clocks of two machines may differ; nothing is delivered before it happened. */
function latencyOf(createdAt: Instant, now: Instant): number {
	return Math.min(Math.max(0, millisecondsBetween(createdAt, now)), LONGEST_LATENCY);
}
