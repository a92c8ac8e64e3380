import { sql } from 'kysely';
import type { StoreQueries } from '../engine';

/**
 * What was taken back of a commission: by a refund, by a person's decision, less what a dispute
 * that was won gave back.
 */
export const REVERSAL_KINDS = ['reverse', 'decline', 'restore'] as const;

/** Scalar subquery over the outer table `c` (commissions): sum of its adjustments, or 0. */
export function adjustmentsOf(db: StoreQueries, column: 'amount_minor' | 'credited_base_minor') {
	return db
		.selectFrom('commission_adjustments as a')
		.select(sql<bigint>`coalesce(sum(${sql.ref(`a.${column}`)}), 0)`.as('sum_minor'))
		.where('a.commission_id', '=', sql.ref<string>('c.commission_id'));
}

/** Scalar subquery over the outer table `c` (commissions): what went back to expense, or 0. */
export function reversalsOf(db: StoreQueries) {
	return db
		.selectFrom('ledger_transactions as t')
		.innerJoin('postings as p', 'p.transaction_id', 't.transaction_id')
		.select(sql<bigint>`coalesce(-sum(p.amount_minor), 0)`.as('sum_minor'))
		.where('t.commission_id', '=', sql.ref<string>('c.commission_id'))
		.where('t.kind', 'in', REVERSAL_KINDS)
		.where('p.currency', '=', sql.ref<string>('c.currency'))
		.where('p.account', '>=', 'expense:')
		.where('p.account', '<', 'expense;');
}

/** Scalar subquery over the outer table `c` (commissions): what was written off of it, or 0. */
export function writtenOffOf(db: StoreQueries) {
	return db
		.selectFrom('ledger_transactions as t')
		.innerJoin('postings as p', 'p.transaction_id', 't.transaction_id')
		.select(sql<bigint>`coalesce(sum(p.amount_minor), 0)`.as('sum_minor'))
		.where('t.commission_id', '=', sql.ref<string>('c.commission_id'))
		.where('t.kind', '=', 'write_off')
		.where('p.currency', '=', sql.ref<string>('c.currency'))
		.where('p.account', '>=', 'expense:')
		.where('p.account', '<', 'expense;');
}
