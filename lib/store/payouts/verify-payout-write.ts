import { sumMoney, type AffiliateError, type Money } from '../../kernel';
import type { Payout, PayoutBatch, PayoutEntry } from '../../model/payout';
import type { PayoutCandidate, PayoutWrite } from '../../ports/payout-store';
import { ledgerConflict } from '../ledger/ledger-conflict';
import { requireBalanced } from '../ledger/verify-write';
import type { PayoutScope } from './payout-scope';

type WrittenPayout = NonNullable<PayoutWrite['payouts']>[number];

/**
 * Refuses what would break the books whatever the database allows: postings that do not balance
 * (`unbalanced_postings`), and moves, postings or numbers of something that was not read under
 * the lock (`ledger_conflict`).
 */
export function verifyPayoutWrite(scope: PayoutScope, write: PayoutWrite): void {
	const { batch, payouts = [], batchMoves = [], payoutMoves = [], statementNumbers = [] } = write;
	const isBatch = (id: string): boolean => scope.batches.has(id) || id === batch?.batchId;
	const newPayouts = new Set(payouts.map(({ payout }) => payout.payoutId));
	const isPayout = (id: string): boolean => scope.payouts.has(id) || newPayouts.has(id);
	for (const transaction of write.transactions ?? []) {
		requireBalanced(transaction);
		if (!scope.commissions.has(transaction.commissionId)) throw foreign('transaction');
	}
	for (const { commissionId } of write.commissionMoves ?? []) {
		if (!scope.commissions.has(commissionId)) throw foreign('commission move');
	}
	if (!batchMoves.every(({ batchId }) => isBatch(batchId))) throw foreign('batch move');
	if (!payoutMoves.every(({ payoutId }) => isPayout(payoutId))) throw foreign('payout move');
	if (!statementNumbers.every(({ payoutId }) => isPayout(payoutId))) {
		throw foreign('statement number');
	}
}

/** Batches and payouts come into being by a claim of a key that has none yet, nowhere else. */
export function requireNoClaim(write: PayoutWrite): void {
	if (write.batch === undefined && (write.payouts ?? []).length === 0) return;
	throw ledgerConflict('A batch and its payouts can only be written by the first claim of its key');
}

/**
 * Refuses a claim whose amounts do not add up, or that takes anything but what is open: an entry
 * is the whole of what is open of its commission, and it is booked off the approved account in
 * the same write, so that no later claim finds it again (C36).
 */
export function verifyClaim(
	request: { batchKey: string; currency: string; method: string },
	candidates: readonly PayoutCandidate[],
	write: PayoutWrite,
): void {
	const { batch, payouts = [] } = write;
	if (batch === undefined) {
		if (payouts.length === 0) return;
		throw ledgerConflict('Payouts need a batch that they belong to');
	}
	requireRequested(request, batch);
	requireTotals(batch, payouts);
	const open = new Map(
		candidates.flatMap(({ affiliate, entries }) =>
			entries.map((entry) => [
				entry.commissionId,
				{ affiliateId: affiliate.affiliateId, amount: entry.amount },
			]),
		),
	);
	const booked = bookedOff(write);
	const claimed = new Set<string>();
	for (const { payout, entries } of payouts) {
		for (const { commissionId, amount } of entries) {
			const left = open.get(commissionId);
			const isOpen = left?.affiliateId === payout.affiliateId && isEqual(left.amount, amount);
			if (!isOpen || claimed.has(commissionId)) throw notOpen(commissionId);
			claimed.add(commissionId);
			const account = `approved:${payout.affiliateId}`;
			const off = booked.get(bookingKey(commissionId, account, amount.currency)) ?? 0n;
			if (off !== amount.amountMinor) throw notBooked(commissionId);
		}
	}
}

function requireRequested(
	request: { batchKey: string; currency: string; method: string },
	batch: PayoutBatch,
): void {
	const isRequested =
		batch.batchKey === request.batchKey &&
		batch.currency === request.currency &&
		batch.method === request.method;
	if (isRequested) return;
	throw ledgerConflict('A claim wrote another batch than the one it was asked for', {
		batchId: batch.batchId,
	});
}

function requireTotals(batch: PayoutBatch, payouts: readonly WrittenPayout[]): void {
	const { batchId, currency } = batch;
	for (const { payout, entries } of payouts) requireGross(batch, payout, entries);
	const payable = sumMoney(
		payouts.map(({ payout }) => payout.payable),
		currency,
	);
	if (!isEqual(batch.total, payable) || batch.payoutCount !== payouts.length) {
		throw ledgerConflict('The total of a batch must be the sum of what is payable', { batchId });
	}
	const affiliates = new Set(payouts.map(({ payout }) => payout.affiliateId));
	if (affiliates.size === payouts.length) return;
	throw ledgerConflict('An affiliate gets one payout of a batch', { batchId });
}

function requireGross(
	{ batchId, currency }: PayoutBatch,
	payout: Payout,
	entries: readonly PayoutEntry[],
): void {
	const { payoutId, gross, net, vat, withheld, payable } = payout;
	const amounts = [gross, net, vat, withheld, payable, ...entries.map(({ amount }) => amount)];
	const isOfBatch =
		payout.batchId === batchId && amounts.every((amount) => amount.currency === currency);
	if (!isOfBatch) {
		throw ledgerConflict('A payout must be of the batch that is claimed, and in its currency', {
			payoutId,
		});
	}
	const sum = sumMoney(
		entries.map(({ amount }) => amount),
		currency,
	);
	if (isEqual(sum, gross)) return;
	throw ledgerConflict('The gross of a payout must be the sum of its entries', { payoutId });
}

/** Debits of the transactions, by commission, account and currency. */
function bookedOff({ transactions = [] }: PayoutWrite): Map<string, bigint> {
	const booked = new Map<string, bigint>();
	for (const { commissionId, postings } of transactions) {
		for (const { account, amount } of postings) {
			const key = bookingKey(commissionId, account, amount.currency);
			booked.set(key, (booked.get(key) ?? 0n) + amount.amountMinor);
		}
	}
	return booked;
}

function bookingKey(commissionId: string, account: string, currency: string): string {
	return `${commissionId} ${currency} ${account}`;
}

function isEqual(a: Money, b: Money): boolean {
	return a.currency === b.currency && a.amountMinor === b.amountMinor;
}

function foreign(what: string): AffiliateError {
	return ledgerConflict(`A ${what} of something else cannot be written with this decision`);
}

function notOpen(commissionId: string): AffiliateError {
	return ledgerConflict('A payout can only hold what is open of a commission, all of it, once', {
		commissionId,
	});
}

function notBooked(commissionId: string): AffiliateError {
	return ledgerConflict('What a payout holds must be booked off the approved account with it', {
		commissionId,
	});
}
