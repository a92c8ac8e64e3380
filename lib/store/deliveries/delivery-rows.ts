import { contentHash } from '../../kernel';
import type { Destination, DestinationPulse } from '../../ports/delivery-store';
import type { OutboxEvent } from '../../ports/ledger-store';
import type { StoreQueries } from '../engine';
import type { DeliveryDestinationsTable, OutboxEventsTable } from '../tables';

/** A destination that nothing was sent to yet. */
export const FRESH_PULSE: DestinationPulse = {
	breaker: { state: 'closed', failed: [] },
	starts: [],
};

/** The same event for the same destination is one delivery, however often it is fanned out. */
export function deliveryIdOf(destinationId: string, outboxId: string): string {
	return `dlv_${contentHash(['dlv', destinationId, outboxId]).slice(0, 32)}`;
}

export function destinationOfRow(row: DeliveryDestinationsTable): Destination {
	return {
		destinationId: row.destination_id,
		name: row.name,
		eventTypes: JSON.parse(row.event_types) as string[],
		limits: limitsOfRow(row),
	};
}

export function limitsOfRow(
	row: Pick<DeliveryDestinationsTable, 'parallel' | 'starts_per_minute' | 'max_attempts'>,
): Destination['limits'] {
	return {
		parallel: row.parallel,
		startsPerMinute: row.starts_per_minute,
		maxAttempts: row.max_attempts,
	};
}

export function pulseOfRow(row: Pick<DeliveryDestinationsTable, 'pulse'>): DestinationPulse {
	return JSON.parse(row.pulse) as DestinationPulse;
}

export function wants({ eventTypes }: Destination, type: string): boolean {
	return eventTypes.length === 0 || eventTypes.includes(type);
}

/** Writes what is remembered of a destination, where it changed. */
export async function savePulse(
	tx: StoreQueries,
	row: Pick<DeliveryDestinationsTable, 'destination_id' | 'pulse'>,
	pulse: DestinationPulse,
): Promise<void> {
	const text = JSON.stringify(pulse);
	if (text === row.pulse) return;
	await tx
		.updateTable('delivery_destinations')
		.set({ pulse: text })
		.where('destination_id', '=', row.destination_id)
		.execute();
}

export type EventRow = Pick<
	OutboxEventsTable,
	'outbox_id' | 'aggregate_id' | 'type' | 'payload' | 'created_at'
>;

export function eventOfRow(row: EventRow): OutboxEvent {
	return {
		outboxId: row.outbox_id,
		aggregateId: row.aggregate_id,
		type: row.type,
		payload: JSON.parse(row.payload) as Record<string, unknown>,
		createdAt: row.created_at,
	};
}
