import { sql } from 'kysely';
import { money, roundQuotient, type Instant } from '../../kernel';
import type { AffiliateMetrics } from '../../ports/store-records';
import type { StoreContext, StoreQueries } from '../engine';
import { adjustmentsOf, reversalsOf } from '../ledger/commission-sums';
import { appliedRefunds, orderBase, refundedBase } from './order-sums';

interface MetricsScope {
	readonly affiliateId: string;
	readonly programmeId: string;
	readonly currency: string;
	/** Inclusive; null: ever. */
	readonly from: Instant | null;
	/** Exclusive. */
	readonly to: Instant;
	readonly exceptConversionId?: string | undefined;
}

/** Earned on the affiliate's own orders; levels, bonuses, clicks and opening balances are not. */
const ORDER_COMMISSIONS = ['sale', 'recurring', 'action'] as const;

/**
 * Base, orders and commission of an affiliate's own orders, edits included. A declined commission
 * does not count, a reversed one only in the gross figures; of a partly refunded order counts what
 * the customer kept. Customers are those who bought: an action such as a lead is no purchase.
 */
export async function affiliateMetrics(
	{ engine }: StoreContext,
	scope: MetricsScope,
): Promise<AffiliateMetrics> {
	return await engine.read(async (tx) => {
		const booked = await bookedSums(tx, scope);
		const adjusted = await adjustedSums(tx, scope);
		const refunded = await refundedSums(tx, scope);
		const inCurrency = (amountMinor: bigint) => money(amountMinor, scope.currency);
		const grossCommission = booked.commission_minor + adjusted.commission_minor;
		return {
			revenue: inCurrency(booked.base_minor + adjusted.base_minor - refunded.baseMinor),
			sales: booked.orders - refunded.orders,
			commission: inCurrency(grossCommission - (await reversedMinor(tx, scope))),
			grossRevenue: inCurrency(booked.gross_base_minor + adjusted.gross_base_minor),
			grossSales: booked.gross_orders,
			grossCommission: inCurrency(grossCommission),
			customers: await customers(tx, scope),
		};
	});
}

/** Commissions of the scope that were not declined. */
function recorded(tx: StoreQueries, scope: MetricsScope) {
	let query = tx
		.selectFrom('commissions as c')
		.innerJoin('commission_heads as h', 'h.commission_id', 'c.commission_id')
		.where('c.affiliate_id', '=', scope.affiliateId)
		.where('c.programme_id', '=', scope.programmeId)
		.where('c.currency', '=', scope.currency)
		.where('c.kind', 'in', ORDER_COMMISSIONS)
		.where('c.ordered_at', '<', scope.to)
		.where('h.status', '!=', 'declined');
	if (scope.from !== null) query = query.where('c.ordered_at', '>=', scope.from);
	if (scope.exceptConversionId !== undefined) {
		query = query.where('c.conversion_id', '!=', scope.exceptConversionId);
	}
	return query;
}

/** Of those, what still stands. */
function standing(tx: StoreQueries, scope: MetricsScope) {
	return recorded(tx, scope).where('h.status', '!=', 'reversed');
}

/** What was booked first: of all that is recorded (gross), and of what stands. */
async function bookedSums(tx: StoreQueries, scope: MetricsScope) {
	return await recorded(tx, scope)
		.select([
			sumWhere('c.credited_base_minor', STANDS).as('base_minor'),
			ordersWhere(STANDS).as('orders'),
			sumWhere('c.credited_base_minor').as('gross_base_minor'),
			ordersWhere().as('gross_orders'),
			sumWhere('c.amount_minor').as('commission_minor'),
		])
		.executeTakeFirstOrThrow();
}

/** What was added since, or taken off, by edits, re-rating and by hand. */
async function adjustedSums(tx: StoreQueries, scope: MetricsScope) {
	return await recorded(tx, scope)
		.innerJoin('commission_adjustments as a', 'a.commission_id', 'c.commission_id')
		.select([
			sumWhere('a.credited_base_minor', STANDS).as('base_minor'),
			sumWhere('a.credited_base_minor').as('gross_base_minor'),
			sumWhere('a.amount_minor').as('commission_minor'),
		])
		.executeTakeFirstOrThrow();
}

async function reversedMinor(tx: StoreQueries, scope: MetricsScope): Promise<bigint> {
	const row = await recorded(tx, scope)
		.select(sql<bigint>`cast(coalesce(sum(${reversalsOf(tx)}), 0) as bigint)`.as('reversed_minor'))
		.executeTakeFirstOrThrow();
	return row.reversed_minor;
}

const STANDS = sql<boolean>`h.status <> 'reversed'`;

function sumWhere(column: string, condition = sql<boolean>`true`) {
	return sql<bigint>`cast(coalesce(sum(${sql.ref(column)}) filter (where ${condition}), 0) as bigint)`;
}

function ordersWhere(condition = sql<boolean>`true`) {
	return sql<number>`cast(count(distinct c.conversion_id) filter (where ${condition}) as integer)`;
}

/** Orders that went back as a whole, and the part of the credited base that went back in all. */
async function refundedSums(
	tx: StoreQueries,
	scope: MetricsScope,
): Promise<{ orders: number; baseMinor: bigint }> {
	let orders = 0;
	let baseMinor = 0n;
	for (const order of await refundedOrders(tx, scope)) {
		if (order.order_base_minor <= 0n) continue;
		const isWhole = order.refunded_minor >= order.order_base_minor;
		orders += isWhole ? 1 : 0;
		baseMinor += isWhole
			? order.credited_minor
			: roundQuotient(
					order.credited_minor * order.refunded_minor,
					order.order_base_minor,
					'half_up',
				);
	}
	return { orders, baseMinor };
}

/** The affiliate's part of the order's base as it stands after edits. */
function creditedBase(tx: StoreQueries) {
	return sql<bigint>`coalesce(c.credited_base_minor, 0)
		+ ${adjustmentsOf(tx, 'credited_base_minor')}`;
}

/** Orders of the scope with a refund: the credited base, and how much of the order went back. */
async function refundedOrders(tx: StoreQueries, scope: MetricsScope) {
	return await standing(tx, scope)
		.innerJoin('conversions as v', 'v.conversion_id', 'c.conversion_id')
		.where((where) => where.exists(appliedRefunds(tx).select('r.refund_id')))
		.select([
			sql<bigint>`cast(${orderBase(tx)} as bigint)`.as('order_base_minor'),
			sql<bigint>`cast(${creditedBase(tx)} as bigint)`.as('credited_minor'),
			sql<bigint>`cast(${refundedBase(tx)} as bigint)`.as('refunded_minor'),
		])
		.execute();
}

/** Distinct customers of orders that were not wholly taken back. */
async function customers(tx: StoreQueries, scope: MetricsScope): Promise<number> {
	const row = await standing(tx, scope)
		.innerJoin('conversions as v', 'v.conversion_id', 'c.conversion_id')
		.where('v.kind', '=', 'order')
		.where((where) =>
			where.or([
				where.not(where.exists(appliedRefunds(tx).select('r.refund_id'))),
				sql<boolean>`${orderBase(tx)} = 0 or ${refundedBase(tx)} < ${orderBase(tx)}`,
			]),
		)
		.select(sql<number>`cast(count(distinct v.customer_key) as integer)`.as('customers'))
		.executeTakeFirst();
	return row?.customers ?? 0;
}
