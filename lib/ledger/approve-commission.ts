import { isZeroMoney, subtractMoney } from '../kernel';
import type { RecordedCommission } from '../model/commission';
import type { LedgerWrite, OrderState } from '../ports/ledger-store';
import { event, liabilityTransfer, move, type Act } from './entries';
import { isLegalMove } from './legal-moves';

export interface StatusResult {
	/** `unchanged`: it already was so. `refused`: the move is not legal now; `message` says why. */
	readonly outcome: 'approved' | 'declined' | 'reversed' | 'unchanged' | 'refused';
	readonly commission: RecordedCommission;
	readonly message: string;
}

/**
 * Approves a pending or held commission. Before its hold is over only with `isEarly`, which the
 * move records.
 */
export function approveCommission(
	state: OrderState,
	commissionId: string,
	request: { readonly isEarly: boolean; readonly reason: string },
	act: Act,
): { write: LedgerWrite; result: StatusResult } {
	const commission = requireCommission(state, commissionId);
	if (commission.status === 'approved' || commission.status === 'paid') {
		return refused('unchanged', commission, `The commission is already ${commission.status}.`);
	}
	if (!isLegalMove(commission.status, 'approved')) {
		return refused('refused', commission, `A ${commission.status} commission cannot be approved.`);
	}
	if (commission.holdUntil !== null && act.at < commission.holdUntil && !request.isEarly) {
		return refused(
			'refused',
			commission,
			`The commission is on hold until ${commission.holdUntil.slice(0, 10)}.`,
		);
	}
	const left = subtractMoney(commission.amount, commission.reversed);
	const reason = request.isEarly ? `early: ${request.reason}` : request.reason;
	return {
		write: {
			moves: [move(commissionId, commission.status, 'approved', reason, act.at, act)],
			transactions: isZeroMoney(left)
				? []
				: [liabilityTransfer(commission, 'approved', 'approve', left, act.at, act)],
			events: [
				event(
					commission.conversionId,
					'commission.approved',
					`${commissionId}:${act.at}`,
					{ commissionId, affiliateId: commission.affiliateId },
					act,
				),
			],
		},
		result: {
			outcome: 'approved',
			commission: { ...commission, status: 'approved', statusReason: reason },
			message: 'Approved.',
		},
	};
}

/** The commission of a state that was loaded for it. */
export function requireCommission(state: OrderState, commissionId: string): RecordedCommission {
	const found = state.commissions.find((entry) => entry.commissionId === commissionId);
	if (found === undefined) throw new Error(`Commission ${commissionId} is not of this order`);
	return found;
}

/** Nothing is written; the result says why. */
export function refused(
	outcome: 'unchanged' | 'refused',
	commission: RecordedCommission,
	message: string,
): { write: LedgerWrite; result: StatusResult } {
	return { write: {}, result: { outcome, commission, message } };
}
