import type { OrderState } from '../ports/ledger-store';
import { changeStatus } from './change-status';
import type { Act } from './entries';
import { isLegalMove } from './legal-moves';
import { reasonByHand } from './status-reasons';
import { refused, requireCommission, type StatusDecision } from './status-result';

/** Holds a pending or approved commission until a person releases, approves or declines it. */
export function holdCommission(
	state: OrderState,
	commissionId: string,
	reason: string,
	act: Act,
): StatusDecision {
	const commission = requireCommission(state, commissionId);
	const { status, statusReason } = commission;
	if (status === 'held') {
		return refused('unchanged', commission, `The commission is already held: ${statusReason}.`);
	}
	if (!isLegalMove(status, 'held')) {
		const which = status === 'in_batch' ? 'A commission in a payout' : `A ${status} commission`;
		return refused('refused', commission, `${which} cannot be held.`);
	}
	return changeStatus(
		commission,
		{
			to: 'held',
			kind: 'hold',
			outcome: 'held',
			reason: reasonByHand(reason),
			message: 'Held.',
		},
		act,
	);
}
