import { addMoney, minMoney, zeroMoney, type Money } from '../kernel';
import type { RecordedCommission } from '../model/commission';
import type { LedgerTransaction } from '../model/posting';
import type { LedgerWrite, OrderState } from '../ports/ledger-store';
import { approvedAccount, expenseAccount } from './accounts';
import { transfer, type Act } from './entries';
import { mergeWrites } from './steps';

/**
 * The write, and with it the end of write-offs that it makes void (C28). A debt that was given up
 * and then goes away, because a dispute is won or an edit adds, is no gift: were the write-off to
 * stay, what the affiliate was paid already would be owed a second time.
 */
export function recoverWrittenOff(state: OrderState, write: LedgerWrite, act: Act): LedgerWrite {
	const { writtenOff = new Map<string, Money>() } = state;
	const transactions = state.commissions.flatMap((commission) => {
		const given = writtenOff.get(commission.commissionId);
		if (given === undefined) return [];
		const { affiliateId, programmeId } = commission;
		return takenBack(
			{ ...commission, accounts: [approvedAccount(affiliateId), expenseAccount(programmeId)] },
			minMoney(given, addedBy(write, commission)),
			act.at,
			act,
		);
	});
	return transactions.length === 0 ? write : mergeWrites(write, { transactions });
}

/** Books a write-off back, as far as it is void; nothing for nothing. */
export function takenBack(
	{
		commissionId,
		accounts: [debit, credit],
	}: Pick<RecordedCommission, 'commissionId'> & { readonly accounts: readonly [string, string] },
	amount: Money,
	cause: string,
	act: Act,
): LedgerTransaction[] {
	if (amount.amountMinor <= 0n) return [];
	const entry = { kind: 'write_off', debit, credit, amount, cause: `recovered:${cause}` } as const;
	return [transfer({ commissionId }, entry, act)];
}

/** What a write adds to what is owed of a commission; below zero where it takes back. */
function addedBy(
	{ transactions = [] }: LedgerWrite,
	{ commissionId, programmeId, amount }: RecordedCommission,
): Money {
	const expense = expenseAccount(programmeId);
	return transactions
		.filter((entry) => entry.commissionId === commissionId)
		.flatMap(({ postings }) => postings)
		.filter(({ account }) => account === expense)
		.reduce((sum, posting) => addMoney(sum, posting.amount), zeroMoney(amount.currency));
}
