import { money } from '../../kernel';
import type { OrderClaim } from '../../model/order-claim';
import type { StoreContext } from '../engine';
import type { OrderClaimsTable } from '../tables';

/** False when the claim is known: a sender that repeats itself claims nothing new. */
export async function recordClaim({ engine }: StoreContext, claim: OrderClaim): Promise<boolean> {
	return await engine.write(async (tx) => {
		const { numInsertedOrUpdatedRows } = await tx
			.insertInto('order_claims')
			.values({
				claim_id: claim.claimId,
				programme_id: claim.programmeId,
				affiliate_id: claim.affiliateId,
				store_key: claim.storeKey,
				order_id: claim.orderId,
				source: claim.source,
				amount_minor: claim.amount?.amountMinor ?? null,
				currency: claim.amount?.currency ?? null,
				status: claim.status,
				received_at: claim.receivedAt,
			})
			.onConflict((conflict) => conflict.column('claim_id').doNothing())
			.executeTakeFirstOrThrow();
		return numInsertedOrUpdatedRows === 1n;
	});
}

/** Claims about an order, oldest first; one that names no shop is about any shop's order of this id. */
export async function claims(
	{ engine }: StoreContext,
	storeKey: string,
	orderId: string,
): Promise<OrderClaim[]> {
	const rows = await engine.query((db) =>
		db
			.selectFrom('order_claims')
			.selectAll()
			.where('order_id', '=', orderId)
			.where((where) =>
				where.or([where('store_key', '=', storeKey), where('store_key', 'is', null)]),
			)
			.orderBy('received_at')
			.orderBy('claim_id')
			.execute(),
	);
	return rows.map(claimOfRow);
}

function claimOfRow(row: OrderClaimsTable): OrderClaim {
	const { amount_minor: minor, currency } = row;
	return {
		claimId: row.claim_id,
		programmeId: row.programme_id,
		affiliateId: row.affiliate_id,
		storeKey: row.store_key,
		orderId: row.order_id,
		source: row.source,
		amount: minor === null || currency === null ? null : money(minor, currency),
		status: row.status,
		receivedAt: row.received_at,
	};
}
