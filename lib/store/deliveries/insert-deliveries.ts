import type { Instant } from '../../kernel';
import type { Destination } from '../../ports/delivery-store';
import { chunks } from '../chunks';
import type { StoreQueries } from '../engine';
import { deliveryIdOf, type EventRow } from './delivery-rows';

export interface WantedDelivery {
	readonly destination: Destination;
	readonly event: Pick<EventRow, 'outbox_id' | 'aggregate_id' | 'type'>;
	readonly createdAt: Instant;
}

/** Puts events in line in the order they are given; what is in line already is left alone. */
export async function insertDeliveries(
	tx: StoreQueries,
	wanted: readonly WantedDelivery[],
): Promise<number> {
	let inserted = 0;
	for (const part of chunks(wanted)) {
		const customers = await customersOf(
			tx,
			part.map(({ event }) => event.aggregate_id),
		);
		const result = await tx
			.insertInto('deliveries')
			.values(
				part.map(({ destination: { destinationId }, event, createdAt }) => ({
					delivery_id: deliveryIdOf(destinationId, event.outbox_id),
					destination_id: destinationId,
					outbox_id: event.outbox_id,
					aggregate_id: event.aggregate_id,
					order_key: customers.get(event.aggregate_id) ?? event.aggregate_id,
					type: event.type,
					created_at: createdAt,
					status: 'waiting',
					attempt: 0,
				})),
			)
			.onConflict((conflict) => conflict.column('delivery_id').doNothing())
			.executeTakeFirst();
		inserted += Number(result.numInsertedOrUpdatedRows ?? 0n);
	}
	return inserted;
}

/** Customer of each conversion that has one. */
async function customersOf(
	tx: StoreQueries,
	aggregateIds: readonly string[],
): Promise<Map<string, string>> {
	const rows = await tx
		.selectFrom('conversions')
		.select(['conversion_id', 'customer_key'])
		.where('conversion_id', 'in', [...new Set(aggregateIds)])
		.where('customer_key', 'is not', null)
		.execute();
	return new Map(
		rows.flatMap((row) =>
			row.customer_key === null ? [] : [[row.conversion_id, row.customer_key] as const],
		),
	);
}
