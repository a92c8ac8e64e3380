import { addMoney, formatMoney, type Money } from '../kernel';
import type { ReadyRow } from './check-rows';

/**
 * Sums of what would be booked, to compare with the old platform: "approved" → "120.50 EUR".
 * Balances have one sum per currency as well.
 */
export function amountsByStatus(ready: readonly ReadyRow[]): Record<string, string[]> {
	const sums = new Map<string, Map<string, Money>>();
	for (const { record } of ready) {
		if (record.kind !== 'conversion' && record.kind !== 'balance') continue;
		const [status, amount] =
			record.kind === 'balance' ? ['balance', record.amount] : [record.status, record.commission];
		const byCurrency = sums.get(status) ?? new Map<string, Money>();
		const before = byCurrency.get(amount.currency);
		byCurrency.set(amount.currency, before === undefined ? amount : addMoney(before, amount));
		sums.set(status, byCurrency);
	}
	return Object.fromEntries(
		[...sums].map(([status, byCurrency]) => [status, [...byCurrency.values()].map(formatMoney)]),
	);
}
