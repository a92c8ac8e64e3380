import { sql } from 'kysely';
import { AffiliateError } from '../../kernel';
import type { RecordedCommission } from '../../model/commission';
import { chunks } from '../chunks';
import type { StoreQueries } from '../engine';
import type { CommissionsTable } from '../tables';
import { commissionOfRow } from './commission-rows';
import { adjustmentsOf, reversalsOf } from './commission-sums';

type CommissionRow = Pick<CommissionsTable, 'commission_id' | 'record' | 'currency'>;

/** A commission with the move that its status comes from. */
export interface LoadedCommission {
	readonly commission: RecordedCommission;
	readonly moveId: string;
}

/** Commissions with what their moves and postings say now, in the order of the rows. */
export async function withHeads(
	tx: StoreQueries,
	rows: readonly CommissionRow[],
): Promise<RecordedCommission[]> {
	return (await loadCommissions(tx, rows)).map(({ commission }) => commission);
}

/** The same, for who wants to change them. */
export async function loadCommissions(
	tx: StoreQueries,
	rows: readonly CommissionRow[],
): Promise<LoadedCommission[]> {
	const loaded: LoadedCommission[] = [];
	for (const part of chunks(rows)) {
		const heads = await headsOf(
			tx,
			part.map((row) => row.commission_id),
		);
		for (const row of part) {
			const head = heads.get(row.commission_id);
			if (head === undefined) throw withoutMove(row.commission_id);
			loaded.push({ commission: commissionOfRow(row, head), moveId: head.moveId });
		}
	}
	return loaded;
}

async function headsOf(tx: StoreQueries, ids: readonly string[]) {
	const rows = await tx
		.selectFrom('commissions as c')
		.innerJoin('commission_heads as h', 'h.commission_id', 'c.commission_id')
		.innerJoin('commission_moves as m', 'm.move_id', 'h.move_id')
		.select([
			'c.commission_id',
			'm.move_id',
			'm.to_status',
			'm.reason',
			sql<bigint>`cast(${adjustmentsOf(tx, 'amount_minor')} as bigint)`.as('adjusted_minor'),
			sql<bigint>`cast(${reversalsOf(tx)} as bigint)`.as('reversed_minor'),
		])
		.where('c.commission_id', 'in', ids)
		.execute();
	return new Map(
		rows.map((row) => [
			row.commission_id,
			{
				moveId: row.move_id,
				status: row.to_status,
				reason: row.reason,
				adjustedMinor: row.adjusted_minor,
				reversedMinor: row.reversed_minor,
			},
		]),
	);
}

function withoutMove(commissionId: string): AffiliateError {
	return new AffiliateError('A commission has no status, because it has no move', {
		code: 'store_damaged',
		hint: 'Restore the store from a backup.',
		details: { commissionId },
	});
}
