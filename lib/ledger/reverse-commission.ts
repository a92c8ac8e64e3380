import { addMoney, subtractMoney } from '../kernel';
import type { LedgerWrite, OrderState } from '../ports/ledger-store';
import { expenseAccount, liabilityAccount } from './accounts';
import { refused, requireCommission, type StatusResult } from './approve-commission';
import { event, move, transfer, type Act } from './entries';
import { isLegalMove } from './legal-moves';

/**
 * Takes back what is left of a commission by a person's decision. One that was never approved
 * ends as `declined`, an approved or paid one as `reversed`; both are entries, nothing is removed.
 */
export function reverseCommission(
	state: OrderState,
	commissionId: string,
	reason: string,
	act: Act,
): { write: LedgerWrite; result: StatusResult } {
	const commission = requireCommission(state, commissionId);
	const wasApproved = commission.status === 'approved' || commission.status === 'paid';
	const to = wasApproved ? 'reversed' : 'declined';
	if (commission.status === 'declined' || commission.status === 'reversed') {
		return refused('unchanged', commission, `The commission is already ${commission.status}.`);
	}
	if (!isLegalMove(commission.status, to)) {
		return refused('refused', commission, `A ${commission.status} commission cannot be reversed.`);
	}
	const left = subtractMoney(commission.amount, commission.reversed);
	return {
		write: {
			moves: [move(commissionId, commission.status, to, reason, act.at, act)],
			transactions:
				left.amountMinor === 0n
					? []
					: [
							transfer(
								commission,
								{
									kind: wasApproved ? 'reverse' : 'decline',
									debit: liabilityAccount(commission.status, commission.affiliateId),
									credit: expenseAccount(commission.programmeId),
									amount: left,
									cause: act.at,
								},
								act,
							),
						],
			events: [
				event(
					commission.conversionId,
					`commission.${to}`,
					`${commissionId}:${act.at}`,
					{ commissionId, affiliateId: commission.affiliateId, reason },
					act,
				),
			],
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
