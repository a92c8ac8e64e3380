import { sql } from 'kysely';
import { money, zeroMoney, type Money } from '../../kernel';
import type { DecisionNeeds } from '../../ports/ledger-store';
import type { StoreQueries } from '../engine';
import { adjustmentsOf, reversalsOf } from './commission-sums';
import { ledgerConflict } from './ledger-conflict';

export type CapNeed = NonNullable<DecisionNeeds['caps']>[number];

/** Whose room a cap gives out. All caps over the same room share one lock, whatever their window. */
export function capLock({ claim, programmeId, customerKey }: CapNeed): string {
	const { scope, affiliateId } = claim;
	const owner = scope === 'affiliate' ? affiliateId : scope === 'customer' ? customerKey : null;
	return `cap:${JSON.stringify([programmeId, scope, owner])}`;
}

/**
 * What is booked against a cap (C20): commissions of its window, by time of order, with what was
 * added since and less what was taken back; declined ones do not count. The order that is decided
 * on is left out. A customer who is not known shares no room with anybody.
 */
export async function capUsage(
	tx: StoreQueries,
	need: CapNeed,
	exceptConversionId: string | null,
): Promise<Money> {
	const { claim, programmeId, customerKey } = need;
	const { currency } = claim.limit;
	let query = tx
		.selectFrom('commissions as c')
		.innerJoin('commission_heads as h', 'h.commission_id', 'c.commission_id')
		.where('c.currency', '=', currency)
		.where('h.status', '!=', 'declined');
	if (claim.scope === 'customer') {
		if (customerKey === null) return zeroMoney(currency);
		query = query
			.where('c.conversion_id', 'in', (where) =>
				where
					.selectFrom('conversions as v')
					.select('v.conversion_id')
					.where('v.customer_key', '=', customerKey),
			)
			// No bare column, or SQLite goes through the whole programme for one customer's orders.
			.where(sql<string>`coalesce(c.programme_id, '')`, '=', programmeId);
	} else {
		query = query.where('c.programme_id', '=', programmeId);
	}
	if (claim.scope === 'affiliate') {
		query = query.where('c.affiliate_id', '=', affiliateOf(need));
	}
	if (claim.from !== null) query = query.where('c.ordered_at', '>=', claim.from);
	if (claim.to !== null) query = query.where('c.ordered_at', '<', claim.to);
	if (exceptConversionId !== null) {
		query = query.where('c.conversion_id', '!=', exceptConversionId);
	}
	const row = await query
		.select(
			sql<bigint>`cast(coalesce(sum(
				c.amount_minor + ${adjustmentsOf(tx, 'amount_minor')} - ${reversalsOf(tx)}
			), 0) as bigint)`.as('used_minor'),
		)
		.executeTakeFirst();
	return money(row?.used_minor ?? 0n, currency);
}

function affiliateOf({ claim }: CapNeed): string {
	if (claim.affiliateId !== null) return claim.affiliateId;
	throw ledgerConflict('A cap per affiliate does not say of which one', { capId: claim.capId });
}
