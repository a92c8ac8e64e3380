import type { Instant } from '../../kernel';
import { chunks } from '../chunks';
import type { StoreContext } from '../engine';

export async function renew(
	{ engine }: StoreContext,
	deliveryIds: readonly string[],
	owner: string,
	leaseUntil: Instant,
): Promise<void> {
	if (deliveryIds.length === 0) return;
	await engine.write(async (tx) => {
		for (const part of chunks(deliveryIds)) {
			await tx
				.updateTable('deliveries')
				.set({ lease_until: leaseUntil })
				.where('delivery_id', 'in', part)
				.where('status', '=', 'claimed')
				.where('owner', '=', owner)
				.execute();
		}
	});
}

export async function release(
	{ engine }: StoreContext,
	deliveryId: string,
	owner: string,
): Promise<void> {
	await engine.write(async (tx) => {
		await tx
			.updateTable('deliveries')
			.set((set) => ({
				status: 'waiting',
				owner: null,
				lease_until: null,
				attempt: set('attempt', '-', 1),
			}))
			.where('delivery_id', '=', deliveryId)
			.where('status', '=', 'claimed')
			.where('owner', '=', owner)
			.execute();
	});
}
