import { addMoney, subtractMoney, zeroMoney, type Money } from '../kernel';
import { compareOrder, type ComparisonRules } from './compare-order';
import type { Finding, FindingKind } from './finding';
import type { LedgerSide, PlatformSide } from './sides';
import { theirOrder } from './their-order';

/** What both sides hold in one currency; amounts of orders, not commissions. */
export interface CurrencyTotals {
	readonly currency: string;
	readonly ours: Money;
	readonly theirs: Money;
	/** Theirs less ours. */
	readonly difference: Money;
}

export interface Reconciliation {
	/** By order; conversions without an order id at the end. */
	readonly findings: readonly Finding[];
	readonly counts: Readonly<Record<FindingKind, number>>;
	readonly totals: readonly CurrencyTotals[];
}

const NONE: Readonly<Record<FindingKind, number>> = {
	match: 0,
	missing_there: 0,
	missing_here: 0,
	not_taken_back: 0,
	not_credited_here: 0,
	duplicate_there: 0,
	differs: 0,
	not_yet: 0,
};

/**
 * Compares what our ledger holds with what a platform holds, order by order. Each order and each conversion
 * is in one finding, or in none when neither side holds anything of it. Throws nothing and writes nothing;
 * the order of its input does not matter. Pure.
 */
export function reconcile(
	ledger: readonly LedgerSide[],
	platform: readonly PlatformSide[],
	rules: ComparisonRules,
): Reconciliation {
	const ours = new Map(ledger.map((side) => [side.orderId, side]));
	const theirs = byOrder(platform);
	const orderIds = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
	const named = orderIds.flatMap((orderId) => {
		const records = theirs.get(orderId);
		return (
			compareOrder(
				orderId,
				ours.get(orderId) ?? null,
				records === undefined ? null : theirOrder(records),
				rules,
			) ?? []
		);
	});
	const nameless = platform
		.filter(({ orderId }) => orderId === null)
		.sort(byId)
		.flatMap((record) => compareOrder(null, null, theirOrder([record]), rules) ?? []);
	const findings = [...named, ...nameless];
	return { findings, counts: countsOf(findings), totals: totalsOf(findings) };
}

function byOrder(platform: readonly PlatformSide[]): Map<string, PlatformSide[]> {
	const orders = new Map<string, PlatformSide[]>();
	for (const record of platform) {
		if (record.orderId === null) continue;
		const known = orders.get(record.orderId);
		if (known === undefined) orders.set(record.orderId, [record]);
		else known.push(record);
	}
	// Which record speaks for the order must not depend on how the platform lists them.
	for (const records of orders.values()) records.sort(byId);
	return orders;
}

function byId(a: PlatformSide, b: PlatformSide): number {
	return a.id < b.id ? -1 : Number(a.id > b.id);
}

function countsOf(findings: readonly Finding[]): Record<FindingKind, number> {
	const counts = { ...NONE };
	for (const { kind } of findings) counts[kind] += 1;
	return counts;
}

function totalsOf(findings: readonly Finding[]): CurrencyTotals[] {
	const sums = new Map<string, { ours: Money; theirs: Money }>();
	const add = (side: 'ours' | 'theirs', amount: Money | null | undefined): void => {
		if (amount === null || amount === undefined) return;
		const { currency } = amount;
		const zero = zeroMoney(currency);
		const sum = sums.get(currency) ?? { ours: zero, theirs: zero };
		sums.set(currency, { ...sum, [side]: addMoney(sum[side], amount) });
	};
	for (const { ours, theirs } of findings) {
		add('ours', ours?.amount);
		add('theirs', theirs?.amount);
	}
	return [...sums]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([currency, sum]) => ({
			currency,
			...sum,
			difference: subtractMoney(sum.theirs, sum.ours),
		}));
}
