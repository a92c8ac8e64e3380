import {
	addMoney,
	compareMoney,
	isZeroMoney,
	negateMoney,
	subtractMoney,
	type Money,
} from '../../kernel';
import type { Payout, PayoutEntry } from '../../model/payout';
import type { LedgerTransaction, Posting } from '../../model/posting';
import { inBatchAccount, paidAccount, vatAccount, withheldAccount } from '../accounts';
import { transfer, type Act } from '../entries';

/**
 * Books a payout that arrived (C33, C39): each entry from the batch to paid; VAT on top and tax
 * withheld with the largest entry. What stands on `paid` is then exactly what was payable. VAT
 * inside the gross is part of the entries and is told by payout and statement.
 */
export function payTransactions(
	payout: Payout,
	entries: readonly PayoutEntry[],
	act: Act,
): LedgerTransaction[] {
	return bookPayment(payout, entries, { cause: payout.payoutId, sign: 1n }, act);
}

/** The same the other way round: what had been paid came back. */
export function returnTransactions(
	payout: Payout,
	entries: readonly PayoutEntry[],
	act: Act,
): LedgerTransaction[] {
	return bookPayment(payout, entries, { cause: `returned:${payout.payoutId}`, sign: -1n }, act);
}

function bookPayment(
	payout: Payout,
	entries: readonly PayoutEntry[],
	booking: { readonly cause: string; readonly sign: 1n | -1n },
	act: Act,
): LedgerTransaction[] {
	const signed = (amount: Money): Money => (booking.sign === 1n ? amount : negateMoney(amount));
	const largest = largestEntry(entries);
	return entries.map((entry) => {
		const transaction = transfer(
			{ commissionId: entry.commissionId },
			{
				kind: 'pay',
				debit: inBatchAccount(payout.affiliateId),
				credit: paidAccount(payout.affiliateId),
				amount: signed(entry.amount),
				cause: booking.cause,
			},
			act,
		);
		if (entry !== largest) return transaction;
		const taxes = taxPostings(payout).map(({ account, amount }) => ({
			account,
			amount: signed(amount),
		}));
		return { ...transaction, postings: [...transaction.postings, ...taxes] };
	});
}

function taxPostings({ affiliateId, gross, payable, withheld }: Payout): Posting[] {
	const vatOnTop = addMoney(subtractMoney(payable, gross), withheld);
	return [
		...pair(vatAccount(affiliateId), paidAccount(affiliateId), vatOnTop),
		...pair(paidAccount(affiliateId), withheldAccount(affiliateId), withheld),
	];
}

function pair(debit: string, credit: string, amount: Money): Posting[] {
	if (isZeroMoney(amount)) return [];
	return [
		{ account: debit, amount },
		{ account: credit, amount: negateMoney(amount) },
	];
}

/** The first of the largest ones. */
function largestEntry(entries: readonly PayoutEntry[]): PayoutEntry | undefined {
	return entries.reduce<PayoutEntry | undefined>(
		(most, entry) =>
			most === undefined || compareMoney(entry.amount, most.amount) > 0 ? entry : most,
		undefined,
	);
}
