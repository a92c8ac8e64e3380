import { sql } from 'kysely';
import { AffiliateError } from '../../kernel';
import type { RecordedCommission } from '../../model/commission';
import { chunks } from '../chunks';
import type { StoreQueries } from '../engine';
import type { CommissionsTable } from '../tables';
import { commissionOfRow } from './commission-rows';

type CommissionRow = Pick<CommissionsTable, 'commission_id' | 'record' | 'currency'>;

/** Commissions with what their moves and postings say now, in the order of the rows. */
export async function withHeads(
	tx: StoreQueries,
	rows: readonly CommissionRow[],
): Promise<RecordedCommission[]> {
	const commissions: RecordedCommission[] = [];
	for (const part of chunks(rows)) {
		const ids = part.map((row) => row.commission_id);
		const heads = await lastMoves(tx, ids);
		const reversed = await reversedMinor(tx, ids);
		for (const row of part) {
			const head = heads.get(row.commission_id);
			if (head === undefined) throw withoutMove(row.commission_id);
			const reversedSoFar = reversed.get(`${row.commission_id} ${row.currency}`) ?? 0n;
			commissions.push(commissionOfRow(row, { ...head, reversedMinor: reversedSoFar }));
		}
	}
	return commissions;
}

async function lastMoves(
	tx: StoreQueries,
	ids: readonly string[],
): Promise<Map<string, { status: string; reason: string }>> {
	const rows = await tx
		.selectFrom('commission_heads as h')
		.innerJoin('commission_moves as m', 'm.move_id', 'h.move_id')
		.select(['h.commission_id', 'm.to_status', 'm.reason'])
		.where('h.commission_id', 'in', ids)
		.execute();
	return new Map(
		rows.map((row) => [row.commission_id, { status: row.to_status, reason: row.reason }]),
	);
}

/** What was given back to the expense accounts, by a refund or by a person's decision. */
async function reversedMinor(
	tx: StoreQueries,
	ids: readonly string[],
): Promise<Map<string, bigint>> {
	const rows = await tx
		.selectFrom('ledger_transactions as t')
		.innerJoin('postings as p', 'p.transaction_id', 't.transaction_id')
		.select([
			't.commission_id',
			'p.currency',
			sql<bigint>`cast(-sum(p.amount_minor) as bigint)`.as('reversed_minor'),
		])
		.where('t.commission_id', 'in', ids)
		.where('t.kind', 'in', ['reverse', 'decline'])
		.where('p.account', '>=', 'expense:')
		.where('p.account', '<', 'expense;')
		.groupBy(['t.commission_id', 'p.currency'])
		.execute();
	return new Map(rows.map((row) => [`${row.commission_id} ${row.currency}`, row.reversed_minor]));
}

function withoutMove(commissionId: string): AffiliateError {
	return new AffiliateError('A commission has no status, because it has no move', {
		code: 'store_damaged',
		hint: 'Restore the store from a backup.',
		details: { commissionId },
	});
}
