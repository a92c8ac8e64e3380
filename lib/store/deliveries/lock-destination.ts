import type { Selectable } from 'kysely';
import type { Engine, StoreQueries } from '../engine';
import type { DeliveryDestinationsTable } from '../tables';

/**
 * Reads a destination so that nobody else claims from it or settles at it until the transaction
 * ends: its limits hold across processes. New deliveries may be added meanwhile.
 */
export async function lockDestination(
	tx: StoreQueries,
	engine: Engine,
	destinationId: string,
): Promise<Selectable<DeliveryDestinationsTable> | undefined> {
	const read = tx
		.selectFrom('delivery_destinations')
		.selectAll()
		.where('destination_id', '=', destinationId);
	return await (engine.kind === 'postgres' ? read.forNoKeyUpdate() : read).executeTakeFirst();
}
