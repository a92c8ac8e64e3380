import { AffiliateError, formatAmount, parseAmount, sumMoney, type Money } from '../../kernel';
import type { FieldWrite } from '../../model/field-write';
import type { RefundWrite } from './connector';
import { failedOutcome, type RecordOutcome } from './outcomes';

export type RefundEntry = Pick<RefundWrite, 'refundId' | 'amount'>;

/**
 * Adds refunds to the list that the record of an order keeps (`R1=16.20;R2=5.00`) and returns the new
 * list with its sum. A refund that is on the list already replaces its entry, so none counts twice
 * however often and in whatever order they come. Null when the list cannot be read, or not as amounts
 * of the refunds' currency: then its sum is not known, and nothing is written.
 */
export function addRefunds(
	list: string,
	refunds: readonly RefundEntry[],
): { readonly list: string; readonly total: Money } | null {
	const currency = refunds[0]?.amount.currency ?? '';
	if (refunds.some(({ amount }) => amount.currency !== currency)) return null;
	const amounts = new Map<string, Money>();
	for (const entry of list.split(';').filter((text) => text.trim() !== '')) {
		const match = /^\s*([^=]+)=(\d+(?:\.\d+)?)\s*$/.exec(entry);
		const amount = match?.[2] === undefined ? null : readAmount(match[2], currency);
		if (match?.[1] === undefined || amount === null) return null;
		amounts.set(match[1], amount);
	}
	for (const { refundId, amount } of refunds) amounts.set(encodeURIComponent(refundId), amount);
	const entries = [...amounts].sort(([a], [b]) => (a < b ? -1 : 1));
	return {
		list: entries.map(([id, amount]) => `${id}=${formatAmount(amount)}`).join(';'),
		total: sumMoney([...amounts.values()], currency),
	};
}

/**
 * What refunds change on the record of their order: the list, its sum, and what the mapping adds.
 * Null when the list that is there cannot be read.
 */
export function refundWrites(
	list: string,
	refunds: readonly RefundWrite[],
	fields: { readonly list: string; readonly amount: string },
): FieldWrite[] | null {
	const sum = addRefunds(list, refunds);
	if (sum === null) return null;
	return [
		...refunds.flatMap(({ purchase }) => purchase),
		{ field: fields.list, value: sum.list, policy: 'source_wins' },
		{ field: fields.amount, value: formatAmount(sum.total), policy: 'source_wins' },
	];
}

/** Nothing was written, because the sum would be wrong. `field` as people know it. */
export function unreadableListOutcome(key: string, vendor: string, field: string): RecordOutcome {
	return failedOutcome(
		key,
		{ status: 422, retryable: false, retryAfterMilliseconds: null },
		{
			reason: `${vendor} has a list of refunds in '${field}' that cannot be read as amounts in the currency of this one`,
			field,
			hint: `Correct '${field}' on the record to entries such as R1=16.20;R2=5.00, or empty it; then run the item again.`,
		},
	);
}

function readAmount(text: string, currency: string): Money | null {
	try {
		return parseAmount(text, currency);
	} catch (error) {
		if (error instanceof AffiliateError) return null;
		throw error;
	}
}
