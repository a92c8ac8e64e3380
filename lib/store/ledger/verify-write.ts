import { AffiliateError, formatMoney, money, type Money } from '../../kernel';
import type { LedgerTransaction } from '../../model/posting';
import type { LedgerWrite, OrderState } from '../../ports/ledger-store';
import { ledgerConflict } from './ledger-conflict';
import type { OrderKey } from './load-order-state';

/** The largest integer both databases keep (64 bits, signed). */
const LARGEST_MINOR = 9_223_372_036_854_775_807n;

/**
 * Refuses a write that would break the ledger whatever the database allows: postings that do not
 * balance and adjustments that are not booked (`unbalanced_postings`), amounts beyond 64 bits
 * (`amount_too_large`) and entries that are not of the locked order (`ledger_conflict`).
 */
export function verifyWrite(key: OrderKey, state: OrderState, write: LedgerWrite): void {
	for (const transaction of write.transactions ?? []) requireBalanced(transaction);
	requireOrder(key, state, write);
	requireBooked(write);
	const { conversion } = write;
	for (const amount of [
		conversion?.net,
		conversion?.base,
		...(write.commissions ?? []).flatMap(({ amount, line }) => [amount, line.base]),
		...(write.refunds ?? []).flatMap(({ base, net }) => [base, net]),
		...(write.adjustments ?? []).flatMap(({ amount, baseChange }) => [amount, baseChange]),
	]) {
		if (amount !== undefined && amount !== null) requireStorable(amount);
	}
}

/** Refuses postings that do not sum to zero per currency, with `unbalanced_postings`. */
export function requireBalanced(transaction: LedgerTransaction): void {
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

/** What the `adjust` transactions of a commission book is what its adjustments say. */
function requireBooked({ adjustments = [], transactions = [] }: LedgerWrite): void {
	const sums = new Map<string, { readonly commissionId: string; off: Money }>();
	const add = (commissionId: string, { amountMinor, currency }: Money, sign: bigint): void => {
		const key = `${commissionId} ${currency}`;
		const before = sums.get(key)?.off.amountMinor ?? 0n;
		sums.set(key, { commissionId, off: money(before + sign * amountMinor, currency) });
	};
	for (const { commissionId, amount } of adjustments) add(commissionId, amount, 1n);
	for (const { kind, commissionId, postings } of transactions) {
		if (kind !== 'adjust') continue;
		for (const { account, amount } of postings) {
			if (account.startsWith('expense:')) add(commissionId, amount, -1n);
		}
	}
	for (const { commissionId, off } of sums.values()) {
		if (off.amountMinor === 0n) continue;
		throw new AffiliateError(
			`Adjustments and their 'adjust' transactions differ by ${formatMoney(off)}`,
			{
				code: 'unbalanced_postings',
				hint: 'What an adjustment adds must be debited to the expense account, to the cent.',
				details: { commissionId },
			},
		);
	}
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
	if (write.journal !== undefined && conversion === undefined) {
		throw ledgerConflict('A journal is written with its conversion only');
	}
	const conversionId = conversion?.conversionId ?? state.conversion?.conversionId;
	const commissions = [...state.commissions, ...(write.commissions ?? [])];
	const known = new Set(commissions.map(({ commissionId }) => commissionId));
	const ofOrder = (entry: OrderKey): boolean =>
		entry.storeKey === key.storeKey && entry.orderId === key.orderId;
	if (conversion !== undefined && !ofOrder(conversion)) throw foreign('conversion');
	if (!(write.refunds ?? []).every(ofOrder)) throw foreign('refund');
	if (commissions.some((entry) => entry.conversionId !== conversionId)) throw foreign('commission');
	if (!(write.disputes ?? []).every(({ dispute }) => ofOrder(dispute))) throw foreign('dispute');
	if ((write.adjustments ?? []).some((entry) => !known.has(entry.commissionId))) {
		throw foreign('adjustment');
	}
	const customer = conversion ?? state.conversion;
	if (
		(write.bindings ?? []).some(
			(entry) =>
				entry.customerKey !== customer?.customerKey || entry.programmeId !== customer.programmeId,
		)
	) {
		throw foreign('binding');
	}
	if ((write.moves ?? []).some((move) => !known.has(move.commissionId))) throw foreign('move');
	if ((write.transactions ?? []).some((entry) => !known.has(entry.commissionId))) {
		throw foreign('transaction');
	}
}

function foreign(what: string): AffiliateError {
	return ledgerConflict(`A ${what} of another order cannot be written with this one`);
}
