import { sql } from 'kysely';
import { money } from '../../kernel';
import type { CustomerSummary } from '../../model/customer';
import type { Touch } from '../../model/touch';
import type { StoreContext, StoreQueries } from '../engine';
import { conversionsWithVersion, newestConversion } from '../ledger/load-conversions';
import { PURCHASE, REASONS_WITHOUT_ORDER } from './real-orders';

/**
 * A customer across orders. Orders and touches count in whatever currency they were; the lifetime
 * value is of the orders in the currency asked for, because amounts of two currencies never meet.
 * An edited order counts as it stands now.
 */
export async function customerSummary(
	{ engine }: StoreContext,
	customerKey: string,
	currency: string,
): Promise<CustomerSummary> {
	return await engine.read(async (tx) => {
		const rows = await conversionsWithVersion(tx)
			.select('v.ordered_at')
			.where('v.customer_key', '=', customerKey)
			.where('v.kind', '=', PURCHASE)
			.where('v.reason', 'not in', REASONS_WITHOUT_ORDER)
			.orderBy('v.ordered_at')
			.execute();
		const orders = rows.map(newestConversion);
		const net = orders
			.filter((order) => order.net.currency === currency)
			.reduce((sum, order) => sum + order.net.amountMinor, 0n);
		const refunded = await refundedNet(tx, customerKey, currency);
		const touches = orders
			.flatMap((order) => order.touches)
			.sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));
		return {
			customerKey,
			orderCount: rows.length,
			lifetimeValue: money(net - refunded, currency),
			firstOrderAt: rows.at(0)?.ordered_at ?? null,
			lastOrderAt: rows.at(-1)?.ordered_at ?? null,
			...touchFields(touches.at(0), touches.at(-1)),
		};
	});
}

function touchFields(first: Touch | undefined, last: Touch | undefined) {
	return {
		firstAffiliateCode: first?.affiliateCode ?? null,
		firstTouchAt: first?.occurredAt ?? null,
		lastAffiliateCode: last?.affiliateCode ?? null,
		lastTouchAt: last?.occurredAt ?? null,
	};
}

async function refundedNet(
	tx: StoreQueries,
	customerKey: string,
	currency: string,
): Promise<bigint> {
	const row = await tx
		.selectFrom('conversions as v')
		.innerJoin('refunds as r', (join) =>
			join.onRef('r.store_key', '=', 'v.store_key').onRef('r.order_id', '=', 'v.order_id'),
		)
		.select(sql<bigint>`cast(coalesce(sum(r.net_minor), 0) as bigint)`.as('refunded_minor'))
		.where('v.customer_key', '=', customerKey)
		.where('v.kind', '=', PURCHASE)
		.where('v.reason', 'not in', REASONS_WITHOUT_ORDER)
		.where('v.currency', '=', currency)
		.where('r.status', '=', 'applied')
		.executeTakeFirst();
	return row?.refunded_minor ?? 0n;
}
