import { addMoney, sumMoney, zeroMoney, type Money } from '../../../lib/kernel';
import type { RecordedCommission } from '../../../lib/model/commission';
import type { LedgerTransaction } from '../../../lib/model/posting';
import type { LedgerWrite, OrderState, RecordedRefund } from '../../../lib/ports/ledger-store';

/** Folds writes of one order into a state, as a store does; for tests of the pure decisions. */
export function applyWrite(state: OrderState, write: LedgerWrite): OrderState {
	const commissions = [...state.commissions, ...(write.commissions ?? [])].map(
		(entry): RecordedCommission => {
			const moved = (write.moves ?? []).filter((step) => step.commissionId === entry.commissionId);
			const taken = (write.transactions ?? [])
				.filter((step) => step.commissionId === entry.commissionId)
				.filter(({ kind }) => kind === 'reverse' || kind === 'decline')
				.flatMap(({ postings }) => postings.filter(({ amount }) => amount.amountMinor > 0n));
			const last = moved.at(-1);
			return {
				...entry,
				reversed: taken.reduce((sum, { amount }) => addMoney(sum, amount), entry.reversed),
				...(last === undefined ? {} : { status: last.to, statusReason: last.reason }),
			};
		},
	);
	const refunds = new Map<string, RecordedRefund>(
		[...state.refunds, ...(write.refunds ?? [])].map((entry) => [entry.refundId, entry]),
	);
	return {
		conversion: write.conversion ?? state.conversion,
		commissions,
		refunds: [...refunds.values()],
	};
}

export const emptyState: OrderState = { conversion: null, commissions: [], refunds: [] };

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
