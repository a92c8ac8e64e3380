import { sql, type Expression } from 'kysely';
import type { EngineKind, StoreQueries } from '../../engine';
import { PURCHASE, REASONS_WITHOUT_ORDER } from '../../history/real-orders';
import { touchesColumn } from '../../journeys/credited-touches';
import { newestVersion } from '../../ledger/load-conversions';

/** What somebody bought or did; bonuses, clicks and opening balances are neither. */
export const SCANNED_KINDS = ['order', 'action'] as const;

/** What a dispute took back is told by the dispute, not by the refund that stands for it. */
export const DISPUTE_REFUND = 'dispute:%';

/** Recorded orders and actions that were paid, with what became of each. */
export function conversionFacts(tx: StoreQueries, kind: EngineKind) {
	return tx
		.selectFrom('conversions as v')
		.leftJoin('conversion_versions as w', (join) =>
			join
				.onRef('w.conversion_id', '=', 'v.conversion_id')
				.on('w.sequence', '=', newestVersion(tx)),
		)
		.leftJoin('fraud_checks as f', (join) =>
			join.onRef('f.store_key', '=', 'v.store_key').onRef('f.order_id', '=', 'v.order_id'),
		)
		.select(['v.conversion_id', 'v.kind', 'v.store_key', 'v.order_id', 'v.customer_key'])
		.select(['v.ordered_at', 'v.credited_affiliate_id'])
		.select(['f.country', 'f.referrer_host', 'f.is_from_coupon_site', 'f.failed_payments'])
		.select('f.basket_hash')
		.select([
			sql<bigint>`coalesce(w.base_minor, v.base_minor, 0)`.as('base_minor'),
			sql<bigint>`coalesce(w.net_minor, v.net_minor)`.as('net_minor'),
			touchesColumn(kind).as('touches'),
			flag(customersRefund(tx)).as('is_refunded'),
			flag(anyDispute(tx)).as('is_disputed'),
			flag(sameCustomer(tx, '<').where('p.kind', '=', PURCHASE)).as('has_earlier_order'),
			flag(sameCustomer(tx, '>')).as('has_later_activity'),
		])
		.where('v.kind', 'in', SCANNED_KINDS)
		.where('v.reason', 'not in', REASONS_WITHOUT_ORDER);
}

/** One order or action as `conversionFacts` reads it; base and net as they stand after edits. */
export type ConversionFacts = Awaited<
	ReturnType<ReturnType<typeof conversionFacts>['execute']>
>[number];

function flag(subquery: Expression<unknown>) {
	return sql<number>`case when exists ${subquery} then 1 else 0 end`;
}

function customersRefund(tx: StoreQueries) {
	return tx
		.selectFrom('refunds as r')
		.select('r.refund_id')
		.where('r.store_key', '=', sql.ref<string>('v.store_key'))
		.where('r.order_id', '=', sql.ref<string>('v.order_id'))
		.where('r.status', '=', 'applied')
		.where('r.refund_id', 'not like', DISPUTE_REFUND);
}

function anyDispute(tx: StoreQueries) {
	return tx
		.selectFrom('dispute_notices as d')
		.select('d.dispute_id')
		.where('d.store_key', '=', sql.ref<string>('v.store_key'))
		.where('d.order_id', '=', sql.ref<string>('v.order_id'));
}

/** What the same customer bought or did before or after, in whatever programme. */
function sameCustomer(tx: StoreQueries, side: '<' | '>') {
	return tx
		.selectFrom('conversions as p')
		.select('p.conversion_id')
		.where('p.customer_key', '=', sql.ref<string>('v.customer_key'))
		.where((where) =>
			where(
				where.refTuple('p.ordered_at', 'p.conversion_id'),
				side,
				where.tuple(sql.ref<string>('v.ordered_at'), sql.ref<string>('v.conversion_id')),
			),
		)
		.where('p.kind', 'in', SCANNED_KINDS)
		.where('p.reason', 'not in', REASONS_WITHOUT_ORDER);
}
