import { sql } from 'kysely';
import { money, roundQuotient, type Instant } from '../../kernel';
import type { AffiliateMetrics } from '../../ports/store-records';
import type { StoreContext, StoreQueries } from '../engine';

interface MetricsScope {
	readonly affiliateId: string;
	readonly programmeId: string;
	readonly currency: string;
	/** Inclusive; null: ever. */
	readonly from: Instant | null;
	/** Exclusive. */
	readonly to: Instant;
}

/**
 * Base and orders credited to an affiliate. Declined and reversed commissions do not count; of a
 * partly refunded order counts what the customer kept.
 */
export async function affiliateMetrics(
	{ engine }: StoreContext,
	scope: MetricsScope,
): Promise<AffiliateMetrics> {
	return await engine.read(async (tx) => {
		const recorded = await credited(tx, scope)
			.select([
				sql<bigint>`cast(coalesce(sum(c.credited_base_minor), 0) as bigint)`.as('base_minor'),
				sql<number>`cast(count(distinct c.conversion_id) as integer)`.as('orders'),
			])
			.executeTakeFirst();
		let revenue = recorded?.base_minor ?? 0n;
		let sales = recorded?.orders ?? 0;
		for (const order of await refundedOrders(tx, scope)) {
			const isWhole = order.refunded_minor >= order.order_base_minor;
			sales -= isWhole ? 1 : 0;
			revenue -= isWhole
				? order.credited_minor
				: roundQuotient(
						order.credited_minor * order.refunded_minor,
						order.order_base_minor,
						'half_up',
					);
		}
		return { revenue: money(revenue, scope.currency), sales };
	});
}

/** Commissions of the scope that still stand. */
function credited(tx: StoreQueries, scope: MetricsScope) {
	const query = tx
		.selectFrom('commissions as c')
		.innerJoin('commission_heads as h', 'h.commission_id', 'c.commission_id')
		.where('c.affiliate_id', '=', scope.affiliateId)
		.where('c.programme_id', '=', scope.programmeId)
		.where('c.currency', '=', scope.currency)
		.where('c.ordered_at', '<', scope.to)
		.where('h.status', 'not in', ['declined', 'reversed']);
	return scope.from === null ? query : query.where('c.ordered_at', '>=', scope.from);
}

/** Orders of the scope with a refund: the credited base, and how much of the order went back. */
async function refundedOrders(tx: StoreQueries, scope: MetricsScope) {
	return await credited(tx, scope)
		.innerJoin('conversions as v', 'v.conversion_id', 'c.conversion_id')
		.innerJoin('refunds as r', (join) =>
			join.onRef('r.store_key', '=', 'v.store_key').onRef('r.order_id', '=', 'v.order_id'),
		)
		.where('r.status', '=', 'applied')
		.where('v.base_minor', '>', 0n)
		.groupBy(['c.conversion_id', 'v.base_minor'])
		.select([
			'c.conversion_id',
			sql<bigint>`coalesce(v.base_minor, 0)`.as('order_base_minor'),
			sql<bigint>`cast(coalesce(min(c.credited_base_minor), 0) as bigint)`.as('credited_minor'),
			sql<bigint>`cast(coalesce(sum(r.base_minor), 0) as bigint)`.as('refunded_minor'),
		])
		.execute();
}
