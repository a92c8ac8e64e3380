import { formatMoney, sumMoney, zeroMoney, type Money } from '../../kernel';
import { toJson } from '../../model/json';
import type { LedgerTransaction } from '../../model/posting';
import type { PayoutCandidate } from '../../ports/payout-store';
import { approvedAccount, expenseAccount } from '../accounts';
import { event, transfer, type Act } from '../entries';
import type { PayoutDecision } from './decision';
import { negativeResidues, type NegativeResidue } from './negative-residues';
import { isSamePerson } from './same-person';

export interface WriteOffResult {
	/** `nothing`: no balance is negative. `refused`: two names are needed; `message` says more. */
	readonly outcome: 'written_off' | 'nothing' | 'refused';
	/** Null when nothing is open. */
	readonly amount: Money | null;
	readonly message: string;
}

/**
 * Writes a negative balance off to the expense of its programmes, which takes two people (C28): who
 * does it and who approves it. What is open and positive is set against it first, the oldest debt
 * first, so that no more than the negative balance is given up.
 */
export function writeOffBalance(
	candidate: PayoutCandidate | null,
	{ reason, approver }: { readonly reason: string; readonly approver: string },
	act: Act,
): PayoutDecision<WriteOffResult> {
	if (approver.trim() === '' || isSamePerson(approver, act.actor)) {
		return unwritten('refused', 'A write-off needs the approval of a second person.');
	}
	if (reason.trim() === '') return unwritten('refused', 'A write-off needs a reason.');
	const residues = candidate === null ? [] : negativeResidues(candidate);
	if (candidate === null || residues.length === 0) {
		return unwritten('nothing', 'The balance is not negative.');
	}
	const { affiliateId } = candidate.affiliate;
	const amount = sumMoney(
		residues.map(({ owed }) => owed),
		candidate.balance.currency,
	);
	const cause = `${act.at}: ${reason} (${act.actor}, approved by ${approver})`;
	const facts = { affiliateId, amount, reason, actor: act.actor, approver };
	return {
		write: {
			transactions: residues.map((residue) => writeOff(affiliateId, residue, cause, act)),
			events: [event(affiliateId, 'balance.written_off', cause, toJson(facts), act)],
		},
		result: {
			outcome: 'written_off',
			amount,
			message: `Written off: ${formatMoney(amount)}; the balance is now ${formatMoney(zeroMoney(amount.currency))}.`,
		},
	};
}

function writeOff(
	affiliateId: string,
	{ entry: { commissionId, programmeId }, owed }: NegativeResidue,
	cause: string,
	act: Act,
): LedgerTransaction {
	return transfer(
		{ commissionId },
		{
			kind: 'write_off',
			debit: expenseAccount(programmeId),
			credit: approvedAccount(affiliateId),
			amount: owed,
			cause,
		},
		act,
	);
}

function unwritten(
	outcome: 'nothing' | 'refused',
	message: string,
): PayoutDecision<WriteOffResult> {
	return { write: {}, result: { outcome, amount: null, message } };
}
