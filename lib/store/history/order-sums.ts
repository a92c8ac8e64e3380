import { sql } from 'kysely';
import type { StoreQueries } from '../engine';
import { newestVersion } from '../ledger/load-conversions';

/** Expression over the outer table `v` (conversions): its base after edits; 0 when not known. */
export function orderBase(tx: StoreQueries) {
	return sql<bigint>`coalesce(${editedBase(tx)}, v.base_minor, 0)`;
}

function editedBase(tx: StoreQueries) {
	return tx
		.selectFrom('conversion_versions as w')
		.select('w.base_minor')
		.where('w.sequence', '=', newestVersion(tx));
}

/** Scalar subquery over the outer table `v` (conversions): base that applied refunds took back. */
export function refundedBase(tx: StoreQueries) {
	return appliedRefunds(tx).select(sql<bigint>`coalesce(sum(r.base_minor), 0)`.as('sum_minor'));
}

/**
 * Applied refunds `r` of the outer table `v` (conversions). What a dispute took back counts no longer
 * once it was won.
 */
export function appliedRefunds(tx: StoreQueries) {
	return tx
		.selectFrom('refunds as r')
		.where('r.store_key', '=', sql.ref<string>('v.store_key'))
		.where('r.order_id', '=', sql.ref<string>('v.order_id'))
		.where('r.status', '=', 'applied')
		.where((where) => where.not(where.exists(wonDispute(tx))));
}

/** The dispute that the outer refund `r` stands for, if its latest notice says that it was won. */
function wonDispute(tx: StoreQueries) {
	return tx
		.selectFrom('dispute_notices as d')
		.select('d.sequence')
		.where('d.store_key', '=', sql.ref<string>('r.store_key'))
		.where('d.order_id', '=', sql.ref<string>('r.order_id'))
		.where(sql<boolean>`r.refund_id = 'dispute:' || d.dispute_id`)
		.where('d.status', '=', 'won')
		.where((where) =>
			where.not(
				where.exists(
					tx
						.selectFrom('dispute_notices as later')
						.select('later.sequence')
						.where('later.store_key', '=', sql.ref<string>('d.store_key'))
						.where('later.order_id', '=', sql.ref<string>('d.order_id'))
						.where('later.dispute_id', '=', sql.ref<string>('d.dispute_id'))
						.where('later.sequence', '>', sql.ref<number>('d.sequence')),
				),
			),
		);
}
