import type { RecordedCommission } from '../../model/commission';
import type { LedgerStore } from '../../ports/ledger-store';
import type { StoreContext, StoreQueries } from '../engine';
import { withHeads } from './load-commissions';

type DueFilter = Parameters<LedgerStore['dueCommissions']>[0];

/** Where the page before ended. */
interface Position {
	readonly holdUntil: string | null;
	readonly commissionId: string;
}

/**
 * Pending commissions whose hold is over: those without a hold first, then by its end, and by id
 * within one moment. Pages hold even when commissions of earlier pages were approved meanwhile.
 */
export async function dueCommissions(
	{ engine }: StoreContext,
	filter: DueFilter,
): Promise<RecordedCommission[]> {
	return await engine.read(async (tx) => {
		const after = filter.after === undefined ? null : await positionOf(tx, filter.after);
		const unheld = after?.holdUntil == null ? await withoutHold(tx, filter, after) : [];
		const rest = filter.limit - unheld.length;
		const over = rest <= 0 ? [] : await withHoldOver(tx, { ...filter, limit: rest }, after);
		return await withHeads(tx, [...unheld, ...over]);
	});
}

/** Null for a commission that is not known: the list starts from its beginning. */
async function positionOf(tx: StoreQueries, commissionId: string): Promise<Position | null> {
	const row = await tx
		.selectFrom('commission_heads')
		.select('hold_until')
		.where('commission_id', '=', commissionId)
		.executeTakeFirst();
	return row === undefined ? null : { holdUntil: row.hold_until, commissionId };
}

async function withoutHold(tx: StoreQueries, filter: DueFilter, after: Position | null) {
	let query = pending(tx, filter).where('h.hold_until', 'is', null);
	if (after !== null) query = query.where('h.commission_id', '>', after.commissionId);
	return await query.orderBy('h.commission_id').limit(filter.limit).execute();
}

async function withHoldOver(tx: StoreQueries, filter: DueFilter, after: Position | null) {
	let query = pending(tx, filter).where('h.hold_until', '<=', filter.at);
	if (after !== null && after.holdUntil !== null) {
		const { holdUntil, commissionId } = after;
		query = query.where((where) =>
			where(
				where.refTuple('h.hold_until', 'h.commission_id'),
				'>',
				where.tuple(holdUntil, commissionId),
			),
		);
	}
	return await query
		.orderBy('h.hold_until')
		.orderBy('h.commission_id')
		.limit(filter.limit)
		.execute();
}

function pending(tx: StoreQueries, { programmeId }: DueFilter) {
	const query = tx
		.selectFrom('commission_heads as h')
		.innerJoin('commissions as c', 'c.commission_id', 'h.commission_id')
		.select(['c.commission_id', 'c.record', 'c.currency'])
		.where('h.status', '=', 'pending');
	return programmeId === undefined ? query : query.where('c.programme_id', '=', programmeId);
}
