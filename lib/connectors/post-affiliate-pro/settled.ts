import { REVERSALS, type Transaction } from './transactions';

/**
 * What is left of a transaction: `open`, `settled` (declined, or taken back as a whole), or `partial`, when
 * a refund took back less, or it cannot be told how much. A refund is a row of its own that names the row
 * it takes back; one that names none is counted against the same affiliate's row, since taking money back
 * twice is worse than asking a person.
 */
export function leftOf(
	transaction: Transaction,
	ofOrder: readonly Transaction[],
): 'open' | 'settled' | 'partial' {
	if (transaction.rstatus === 'D') return 'settled';
	const refunds = ofOrder.filter((row) => row.rstatus !== 'D' && takesBack(row, transaction));
	if (refunds.length === 0) return 'open';
	const { commission } = transaction;
	if (commission === null) return 'partial';
	let back = 0n;
	for (const refund of refunds) {
		if (refund.commission === null) return 'partial';
		const { amountMinor } = refund.commission;
		back += amountMinor < 0n ? -amountMinor : amountMinor;
	}
	return back >= commission.amountMinor ? 'settled' : 'partial';
}

function takesBack(refund: Transaction, { id, affiliateId, tier }: Transaction): boolean {
	if (refund.type === null || !REVERSALS.has(refund.type)) return false;
	if (refund.parentId !== null) return refund.parentId === id;
	return refund.affiliateId === affiliateId && refund.tier === tier;
}

/** Commissions that an order gave, of all tiers; refunds and clicks are none. */
export function commissionsAmong(ofOrder: readonly Transaction[]): readonly Transaction[] {
	return ofOrder.filter(
		({ type }) => type === null || !(REVERSALS.has(type) || 'CI'.includes(type)),
	);
}

/** A transaction with the tiers above it. Several orders' parts may have the same order id. */
export function withTiers(
	root: Transaction,
	ofOrder: readonly Transaction[],
): readonly Transaction[] {
	const ids = new Set([root.id]);
	const family = [root];
	for (let grew = true; grew;) {
		const more = commissionsAmong(ofOrder).filter(
			({ id, parentId }) => !ids.has(id) && parentId !== null && ids.has(parentId),
		);
		for (const row of more) ids.add(row.id);
		family.push(...more);
		grew = more.length > 0;
	}
	return family;
}

/** The order's own transaction before the tiers above it and refunds; null for none. */
export function firstOf(ofOrder: readonly Transaction[]): Transaction | null {
	const commissions = commissionsAmong(ofOrder);
	return commissions.find(({ tier }) => tier === 1) ?? commissions[0] ?? ofOrder[0] ?? null;
}
