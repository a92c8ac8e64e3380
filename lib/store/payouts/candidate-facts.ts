import { sql } from 'kysely';
import { chunks } from '../chunks';
import type { StoreQueries } from '../engine';

/** Commissions that tell of a customer of the affiliate's own; those of a level are none. */
const CUSTOMER_KINDS = ['sale', 'recurring', 'action'];

/**
 * Distinct customers behind the commissions of each affiliate that still stand, whatever their
 * currency. Orders of those it recruited, clicks, bonuses and the like bring no customer (C37).
 */
export async function distinctCustomers(
	tx: StoreQueries,
	affiliateIds: readonly string[],
): Promise<Map<string, number>> {
	const customers = new Map<string, number>();
	for (const part of chunks(affiliateIds)) {
		const rows = await tx
			.selectFrom('commissions as c')
			.innerJoin('commission_heads as h', 'h.commission_id', 'c.commission_id')
			.innerJoin('conversions as v', 'v.conversion_id', 'c.conversion_id')
			.select(['c.affiliate_id'])
			.select(sql<number>`cast(count(distinct v.customer_key) as integer)`.as('customers'))
			.where('c.affiliate_id', 'in', part)
			.where('h.status', 'not in', ['declined', 'reversed'])
			.where('v.customer_key', 'is not', null)
			.where('c.kind', 'in', CUSTOMER_KINDS)
			.groupBy('c.affiliate_id')
			.execute();
		for (const row of rows) customers.set(row.affiliate_id, row.customers);
	}
	return customers;
}

/** Those who got a payout before, in any currency. */
export async function paidBefore(
	tx: StoreQueries,
	affiliateIds: readonly string[],
): Promise<Set<string>> {
	const paid = new Set<string>();
	for (const part of chunks(affiliateIds)) {
		const rows = await tx
			.selectFrom('payouts')
			.select('affiliate_id')
			.distinct()
			.where('affiliate_id', 'in', part)
			.where('status', '=', 'paid')
			.execute();
		for (const row of rows) paid.add(row.affiliate_id);
	}
	return paid;
}

/** Number of held commissions, by affiliate id and currency with a space between. */
export async function heldCommissions(
	tx: StoreQueries,
	affiliateIds: readonly string[],
): Promise<Map<string, number>> {
	const held = new Map<string, number>();
	for (const part of chunks(affiliateIds)) {
		const rows = await tx
			.selectFrom('commission_heads as h')
			.innerJoin('commissions as c', 'c.commission_id', 'h.commission_id')
			.select(['c.affiliate_id', 'c.currency'])
			.select(sql<number>`cast(count(*) as integer)`.as('held'))
			.where('h.status', '=', 'held')
			.where('c.affiliate_id', 'in', part)
			.groupBy(['c.affiliate_id', 'c.currency'])
			.execute();
		for (const row of rows) held.set(`${row.affiliate_id} ${row.currency}`, row.held);
	}
	return held;
}

/** Open fraud cases that stop payouts, by affiliate, oldest first. */
export async function holdingCases(
	tx: StoreQueries,
	affiliateIds: readonly string[],
): Promise<Map<string, string[]>> {
	const cases = new Map<string, string[]>();
	for (const part of chunks(affiliateIds)) {
		const rows = await tx
			.selectFrom('fraud_case_affiliates as a')
			.innerJoin('fraud_cases as c', 'c.case_id', 'a.case_id')
			.select(['a.affiliate_id', 'a.case_id'])
			.where('a.affiliate_id', 'in', part)
			.where('c.status', '=', 'open')
			.where('c.holds', '=', 1)
			.orderBy('c.opened_at')
			.orderBy('c.case_id')
			.execute();
		for (const row of rows) {
			cases.set(row.affiliate_id, [...(cases.get(row.affiliate_id) ?? []), row.case_id]);
		}
	}
	return cases;
}
