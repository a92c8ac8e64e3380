import { sumMoney, type Money } from '../../kernel';
import type { StatementEntry } from './statement-facts';

/** More entries than this are told per month. */
export const MOST_LINES = 500;

export interface StatementLine {
	/** "2026-11-17", or "2026-11" for a month. */
	readonly date: string;
	readonly description: string;
	readonly amount: Money;
}

/** Entries by date; a sum per month when they are too many to read. */
export function statementLines(
	entries: readonly StatementEntry[],
	currency: string,
): StatementLine[] {
	const sorted = [...entries].sort(byDate);
	if (sorted.length <= MOST_LINES) {
		return sorted.map(({ orderDate, description, amount }) => ({
			date: orderDate.slice(0, 10),
			description,
			amount,
		}));
	}
	const months = new Map<string, StatementEntry[]>();
	for (const entry of sorted) {
		const month = entry.orderDate.slice(0, 7);
		const group = months.get(month);
		if (group === undefined) months.set(month, [entry]);
		else group.push(entry);
	}
	return [...months].map(([date, group]) => ({
		date,
		description: `${group.length} ${group.length === 1 ? 'commission' : 'commissions'}`,
		amount: sumMoney(
			group.map(({ amount }) => amount),
			currency,
		),
	}));
}

function byDate(a: StatementEntry, b: StatementEntry): number {
	if (a.orderDate !== b.orderDate) return a.orderDate < b.orderDate ? -1 : 1;
	return a.commissionId < b.commissionId ? -1 : 1;
}
