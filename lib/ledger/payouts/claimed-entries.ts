import { minMoney, type Money } from '../../kernel';
import type { CommissionStatus } from '../../model/commission';
import type { LedgerTransaction } from '../../model/posting';
import type { CommissionMove } from '../../ports/ledger-store';
import type { PayoutWithEntries } from '../../ports/payout-store';
import { approvedAccount, expenseAccount, inBatchAccount } from '../accounts';
import { move, transfer, type Act } from '../entries';
import { takenBack } from '../recover-written-off';

/**
 * Puts what a payout claimed back to where it can be claimed again, entry by entry. A debt that was
 * written off meanwhile is none as far as the money never arrived or came back, and the write-off
 * ends with it (C28).
 */
export function unbatch(entry: PayoutWithEntries, act: Act): LedgerTransaction[] {
	return [...returnedEntries(entry, act), ...recovered(entry, act)];
}

function recovered(
	{ payout, entries, programmeIds, writtenOff = new Map<string, Money>() }: PayoutWithEntries,
	act: Act,
): LedgerTransaction[] {
	return entries.flatMap(({ commissionId, amount }) => {
		const given = writtenOff.get(commissionId);
		const programmeId = programmeIds.get(commissionId);
		if (given === undefined || programmeId === undefined) return [];
		return takenBack(
			{
				commissionId,
				accounts: [approvedAccount(payout.affiliateId), expenseAccount(programmeId)],
			},
			minMoney(given, amount),
			payout.payoutId,
			act,
		);
	});
}

function returnedEntries({ payout, entries }: PayoutWithEntries, act: Act): LedgerTransaction[] {
	return entries.map(({ commissionId, amount }) =>
		transfer(
			{ commissionId },
			{
				kind: 'unbatch',
				debit: inBatchAccount(payout.affiliateId),
				credit: approvedAccount(payout.affiliateId),
				amount,
				cause: payout.payoutId,
			},
			act,
		),
	);
}

/**
 * Moves the commissions of a payout that are still in the batch. Others are moved in money only:
 * one that was taken back meanwhile keeps its status, and so does what is left of a paid one.
 */
export function commissionMovesTo(
	{ payout, entries, commissionStatuses }: PayoutWithEntries,
	to: Extract<CommissionStatus, 'approved' | 'paid'>,
	reason: string,
	act: Act,
): CommissionMove[] {
	return entries
		.filter(({ commissionId }) => commissionStatuses.get(commissionId) === 'in_batch')
		.map(({ commissionId }) => move(commissionId, 'in_batch', to, reason, payout.payoutId, act));
}
