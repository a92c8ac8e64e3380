import type { Instant } from '../../../kernel';
import type { StoreContext } from '../../engine';

/** When payouts that stand as paid became so, newest first; one that bounced since was not paid. */
export async function payoutTimes(
	{ engine }: StoreContext,
	affiliateId: string,
	limit: number,
): Promise<Instant[]> {
	const rows = await engine.query((db) =>
		db
			.selectFrom('payouts as p')
			.innerJoin('payout_moves as m', 'm.payout_id', 'p.payout_id')
			.select((column) => column.fn.max('m.at').as('paid_at'))
			.where('p.affiliate_id', '=', affiliateId)
			.where('p.status', '=', 'paid')
			.where('m.to_status', '=', 'paid')
			.groupBy('p.payout_id')
			.orderBy('paid_at', 'desc')
			.limit(limit)
			.execute(),
	);
	return rows.map((row) => row.paid_at);
}
