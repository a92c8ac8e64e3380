import { formatAmount, parseAmount, sumMoney, type Money } from '../../kernel';

export interface RefundEntry {
	readonly refundId: string;
	readonly amount: Money;
}

/**
 * Adds refunds to the list that a deal keeps (`R1=16.20;R2=5.00`) and returns the new list with
 * its sum. A refund that is on the list already replaces its entry, so none counts twice however
 * often and in whatever order they come. Entries that are not readable are dropped.
 */
export function addRefunds(
	list: string,
	refunds: readonly RefundEntry[],
	currency: string,
): { list: string; total: Money } {
	const amounts = new Map<string, Money>();
	for (const entry of list.split(';')) {
		const match = /^([^=]+)=(\d+(?:\.\d+)?)$/.exec(entry);
		if (match?.[1] === undefined || match[2] === undefined) continue;
		amounts.set(match[1], parseAmount(match[2], currency));
	}
	for (const { refundId, amount } of refunds) amounts.set(encodeURIComponent(refundId), amount);
	const entries = [...amounts].sort(([a], [b]) => (a < b ? -1 : 1));
	return {
		list: entries.map(([id, amount]) => `${id}=${formatAmount(amount)}`).join(';'),
		total: sumMoney([...amounts.values()], currency),
	};
}
