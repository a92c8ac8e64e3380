import { addMoney, isZeroMoney } from '../kernel';
import type { RecordedCommission } from '../model/commission';
import type { OrderState } from '../ports/ledger-store';
import { expenseAccount } from './accounts';
import { owedOf } from './commission-amounts';
import { commissionEvent, move, standingAccount, transfer, type Act } from './entries';
import { isLegalMove } from './legal-moves';
import { reasonByHand } from './status-reasons';
import { refused, requireCommission, type StatusDecision } from './status-result';

const APPROVED: ReadonlySet<RecordedCommission['status']> = new Set([
	'approved',
	'in_batch',
	'paid',
]);

/**
 * Takes back what is left of a commission by a person's decision. One that was never approved
 * ends as `declined`, any other as `reversed`; both are entries, nothing is removed, and neither
 * refund nor edit brings it back. What is in a payout or paid nets the next payout (C28).
 */
export function reverseCommission(
	state: OrderState,
	commissionId: string,
	givenReason: string,
	act: Act,
): StatusDecision {
	const commission = requireCommission(state, commissionId);
	const { status, programmeId } = commission;
	const wasApproved = APPROVED.has(status);
	const to = wasApproved ? 'reversed' : 'declined';
	if (status === 'declined' || status === 'reversed') {
		return refused('unchanged', commission, `The commission is already ${status}.`);
	}
	if (!isLegalMove(status, to)) {
		return refused('refused', commission, `A ${status} commission cannot be reversed.`);
	}
	const left = owedOf(commission);
	const reason = reasonByHand(givenReason);
	const entry = transfer(
		commission,
		{
			kind: wasApproved ? 'reverse' : 'decline',
			debit: standingAccount(commission),
			credit: expenseAccount(programmeId),
			amount: left,
			cause: act.at,
		},
		act,
	);
	return {
		write: {
			moves: [move(commissionId, status, to, reason, act.at, act)],
			transactions: isZeroMoney(left) ? [] : [entry],
			events: [commissionEvent(commission, `commission.${to}`, act.at, { reason }, act)],
		},
		result: {
			outcome: to,
			commission: {
				...commission,
				reversed: addMoney(commission.reversed, left),
				status: to,
				statusReason: reason,
			},
			message: wasApproved ? 'Reversed.' : 'Declined.',
		},
	};
}
