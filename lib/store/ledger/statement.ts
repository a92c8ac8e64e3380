import { sql } from 'kysely';
import { money } from '../../kernel';
import type { LedgerStore, StatementEntry } from '../../ports/ledger-store';
import type { StoreContext, StoreQueries } from '../engine';

type StatementFilter = Parameters<LedgerStore['statement']>[0];

/**
 * The newest entries of an affiliate's accounts, in the order they happened. Amounts and running
 * balances are what the affiliate is owed: positive when earned, negative when taken back or
 * moved on. `from` is inclusive, `to` is not; balances include what came before.
 */
export async function statement(
	{ engine }: StoreContext,
	filter: StatementFilter,
): Promise<StatementEntry[]> {
	const rows = await engine.query((db) => {
		let query = db.selectFrom(runningEntries(db, filter.affiliateId).as('entries')).selectAll();
		if (filter.from !== undefined) query = query.where('occurred_at', '>=', filter.from);
		if (filter.to !== undefined) query = query.where('occurred_at', '<', filter.to);
		return query
			.orderBy('occurred_at', 'desc')
			.orderBy('sequence', 'desc')
			.limit(filter.limit)
			.execute();
	});
	return rows.reverse().map((row) => ({
		transactionId: row.transaction_id,
		kind: row.kind,
		occurredAt: row.occurred_at,
		commissionId: row.commission_id,
		account: row.account,
		amount: money(row.owed_minor, row.currency),
		balance: money(row.balance_minor, row.currency),
		cause: row.cause,
	}));
}

function runningEntries(db: StoreQueries, affiliateId: string) {
	return db
		.selectFrom('postings as p')
		.innerJoin('ledger_transactions as t', 't.transaction_id', 'p.transaction_id')
		.where(
			'p.account',
			'in',
			['pending', 'held', 'approved'].map((state) => `${state}:${affiliateId}`),
		)
		.select([
			'p.sequence',
			't.transaction_id',
			't.kind',
			't.occurred_at',
			't.commission_id',
			't.cause',
			'p.account',
			'p.currency',
			sql<bigint>`-p.amount_minor`.as('owed_minor'),
			sql<bigint>`cast(-sum(p.amount_minor) over (
				partition by p.account, p.currency order by t.occurred_at, p.sequence
				rows between unbounded preceding and current row
			) as bigint)`.as('balance_minor'),
		]);
}
