import type { RecordedCommission } from '../../model/commission';
import type { LedgerStore } from '../../ports/ledger-store';
import type { StoreContext } from '../engine';
import { withHeads } from './load-commissions';

type CommissionFilter = Parameters<LedgerStore['commissions']>[0];

/** Oldest first, so that a bounded list of pending ones starts with those that are due. */
export async function listCommissions(
	{ engine }: StoreContext,
	{ affiliateId, programmeId, status, limit }: CommissionFilter,
): Promise<RecordedCommission[]> {
	return await engine.read(async (tx) => {
		let query = tx
			.selectFrom('commissions as c')
			.select(['c.commission_id', 'c.record', 'c.currency']);
		if (affiliateId !== undefined) query = query.where('c.affiliate_id', '=', affiliateId);
		if (programmeId !== undefined) query = query.where('c.programme_id', '=', programmeId);
		if (status !== undefined) {
			query = query
				.innerJoin('commission_heads as h', 'h.commission_id', 'c.commission_id')
				.where('h.status', '=', status);
		}
		const rows = await query.orderBy('c.created_at').orderBy('c.sequence').limit(limit).execute();
		return await withHeads(tx, rows);
	});
}
