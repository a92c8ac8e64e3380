import { addMoney, negateMoney, sumMoney, zeroMoney, type Money } from '../../../lib/kernel';
import type { RecordedCommission } from '../../../lib/model/commission';
import type { LedgerTransaction } from '../../../lib/model/posting';
import type { LedgerWrite, OrderState } from '../../../lib/ports/ledger-store';

const REVERSAL_KINDS: ReadonlySet<string> = new Set(['reverse', 'decline', 'restore']);

/** Folds writes of one order into a state, as a store does; for tests of the pure decisions. */
export function applyWrite(state: OrderState, write: LedgerWrite): OrderState {
	return {
		conversion: write.conversion ?? state.conversion,
		commissions: [...state.commissions, ...(write.commissions ?? [])].map((entry) =>
			foldCommission(entry, write),
		),
		refunds: lastById(state.refunds, write.refunds ?? [], ({ refundId }) => refundId),
		disputes: lastById(state.disputes, write.disputes ?? [], ({ dispute }) => dispute.disputeId),
		binding: write.bindings?.at(-1) ?? state.binding,
		capUsage: [],
	};
}

/** The row as it was booked, with what adjustments, postings and the last move say now. */
function foldCommission(entry: RecordedCommission, write: LedgerWrite): RecordedCommission {
	const { commissionId } = entry;
	const isOwn = (other: { readonly commissionId: string }): boolean =>
		other.commissionId === commissionId;
	const last = (write.moves ?? []).filter(isOwn).at(-1);
	const { currency } = entry.amount;
	const added = sumMoney(
		(write.adjustments ?? []).filter(isOwn).map(({ amount }) => amount),
		currency,
	);
	const returned = sumMoney(
		(write.transactions ?? [])
			.filter((step) => isOwn(step) && REVERSAL_KINDS.has(step.kind))
			.flatMap(({ postings }) => postings)
			.filter(({ account }) => account.startsWith('expense:'))
			.map(({ amount }) => amount),
		currency,
	);
	return {
		...entry,
		adjusted: addMoney(entry.adjusted, added),
		reversed: addMoney(entry.reversed, negateMoney(returned)),
		...(last === undefined ? {} : { status: last.to, statusReason: last.reason }),
	};
}

function lastById<Entry>(
	before: readonly Entry[],
	added: readonly Entry[],
	idOf: (entry: Entry) => string,
): Entry[] {
	return [...new Map([...before, ...added].map((entry) => [idOf(entry), entry])).values()];
}

export const emptyState: OrderState = {
	conversion: null,
	commissions: [],
	refunds: [],
	disputes: [],
	binding: null,
	capUsage: [],
};

export function netOf(transactions: readonly LedgerTransaction[], currency: string): Money {
	return sumMoney(
		transactions.flatMap(({ postings }) => postings.map(({ amount }) => amount)),
		currency,
	);
}

export function accountBalance(
	transactions: readonly LedgerTransaction[],
	account: string,
	currency: string,
): Money {
	return transactions
		.flatMap(({ postings }) => postings)
		.filter((posting) => posting.account === account)
		.reduce((sum, { amount }) => addMoney(sum, amount), zeroMoney(currency));
}
