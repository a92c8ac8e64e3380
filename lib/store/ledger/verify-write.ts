import { AffiliateError, formatMoney, money, type Money } from '../../kernel';
import type { LedgerTransaction } from '../../model/posting';
import type { LedgerWrite, OrderState } from '../../ports/ledger-store';
import { ledgerConflict } from './ledger-conflict';
import type { OrderKey } from './load-order-state';

/** The largest integer both databases keep (64 bits, signed). */
const LARGEST_MINOR = 9_223_372_036_854_775_807n;

/**
 * Refuses a write that would break the ledger whatever the database allows: postings that do not
 * balance (`unbalanced_postings`), amounts beyond 64 bits (`amount_too_large`) and entries that
 * are not of the locked order (`ledger_conflict`).
 */
export function verifyWrite(key: OrderKey, state: OrderState, write: LedgerWrite): void {
	for (const transaction of write.transactions ?? []) requireBalanced(transaction);
	requireOrder(key, state, write);
	const { conversion } = write;
	for (const amount of [
		conversion?.net,
		conversion?.base,
		...(write.commissions ?? []).flatMap(({ amount, line }) => [amount, line.base]),
		...(write.refunds ?? []).flatMap(({ base, net }) => [base, net]),
	]) {
		if (amount !== undefined && amount !== null) requireStorable(amount);
	}
}

function requireBalanced(transaction: LedgerTransaction): void {
	const sums = new Map<string, bigint>();
	for (const { amount } of transaction.postings) {
		requireStorable(amount);
		sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + amount.amountMinor);
	}
	const off = [...sums].find(([, sum]) => sum !== 0n);
	if (off === undefined && sums.size > 0) return;
	const sum = off === undefined ? 'nothing' : formatMoney(money(off[1], off[0]));
	throw new AffiliateError(`The postings of a '${transaction.kind}' transaction sum to ${sum}`, {
		code: 'unbalanced_postings',
		hint: 'Debits and credits of a transaction must be equal in every currency.',
		details: { transactionId: transaction.transactionId },
	});
}

function requireStorable(amount: Money): void {
	const absolute = amount.amountMinor < 0n ? -amount.amountMinor : amount.amountMinor;
	if (absolute <= LARGEST_MINOR) return;
	throw new AffiliateError('An amount is too large for the store', {
		code: 'amount_too_large',
		hint: 'Amounts go up to 9,223,372,036,854,775,807 minor units.',
	});
}

/** The lock covers one order, so everything that is written must be of that order. */
function requireOrder(key: OrderKey, state: OrderState, write: LedgerWrite): void {
	const { conversion } = write;
	const conversionId = conversion?.conversionId ?? state.conversion?.conversionId;
	const commissions = [...state.commissions, ...(write.commissions ?? [])];
	const known = new Set(commissions.map(({ commissionId }) => commissionId));
	const ofOrder = (entry: OrderKey): boolean =>
		entry.storeKey === key.storeKey && entry.orderId === key.orderId;
	if (conversion !== undefined && !ofOrder(conversion)) throw foreign('conversion');
	if (!(write.refunds ?? []).every(ofOrder)) throw foreign('refund');
	if (commissions.some((entry) => entry.conversionId !== conversionId)) throw foreign('commission');
	if ((write.moves ?? []).some((move) => !known.has(move.commissionId))) throw foreign('move');
	if ((write.transactions ?? []).some((entry) => !known.has(entry.commissionId))) {
		throw foreign('transaction');
	}
}

function foreign(what: string): AffiliateError {
	return ledgerConflict(`A ${what} of another order cannot be written with this one`);
}
