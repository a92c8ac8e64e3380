import { sql } from 'kysely';
import type { Instant } from '../../kernel';
import type { DeliveryLatency } from '../../ports/delivery-store';
import type { StoreContext, StoreQueries } from '../engine';

/** Percentiles by nearest rank: the smallest value that so many percent do not exceed. */
export async function latency(
	{ engine }: StoreContext,
	destinationId: string,
	from: Instant,
	to: Instant,
): Promise<DeliveryLatency> {
	return await engine.read(async (tx) => {
		const row = await completed(tx, destinationId, from, to)
			.select(sql<number>`cast(count(*) as integer)`.as('deliveries'))
			.executeTakeFirst();
		const count = row?.deliveries ?? 0;
		const at = async (percent: number): Promise<number | null> => {
			if (count === 0) return null;
			const rank = Math.ceil((count * percent) / 100);
			const found = await completed(tx, destinationId, from, to)
				.select('latency_milliseconds')
				.orderBy('latency_milliseconds')
				.limit(1)
				.offset(rank - 1)
				.executeTakeFirst();
			return found?.latency_milliseconds ?? null;
		};
		return { count, p50: await at(50), p95: await at(95), p99: await at(99) };
	});
}

function completed(tx: StoreQueries, destinationId: string, from: Instant, to: Instant) {
	return tx
		.selectFrom('deliveries')
		.where('destination_id', '=', destinationId)
		.where('status', '=', 'completed')
		.where('settled_at', '>=', from)
		.where('settled_at', '<', to);
}
