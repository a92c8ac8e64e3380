import type { RecordedCommission } from '../model/commission';
import type { OrderState } from '../ports/ledger-store';
import { changeStatus } from './change-status';
import type { Act } from './entries';
import { hasOpenDispute } from './hold-disputed';
import { isLegalMove } from './legal-moves';
import { refused, requireCommission, type StatusDecision } from './status-result';

const DONE: ReadonlySet<RecordedCommission['status']> = new Set(['approved', 'in_batch', 'paid']);

/**
 * Approves a pending or held commission. Before its hold is over, or while its order is disputed
 * (C29), only with `isEarly`, which the move records.
 */
export function approveCommission(
	state: OrderState,
	commissionId: string,
	request: { readonly isEarly: boolean; readonly reason: string },
	act: Act,
): StatusDecision {
	const commission = requireCommission(state, commissionId);
	const { status, holdUntil } = commission;
	if (DONE.has(status)) {
		return refused('unchanged', commission, `The commission is already ${inWords(status)}.`);
	}
	if (!isLegalMove(status, 'approved')) {
		return refused('refused', commission, `A ${status} commission cannot be approved.`);
	}
	if (hasOpenDispute(state.disputes) && !request.isEarly) {
		return refused(
			'refused',
			commission,
			'The order is disputed, so the commission may be lost; it waits until that is decided.',
		);
	}
	if (holdUntil !== null && act.at < holdUntil && !request.isEarly) {
		return refused(
			'refused',
			commission,
			`The commission is on hold until ${holdUntil.slice(0, 10)}.`,
		);
	}
	const reason = request.isEarly ? `early: ${request.reason}` : request.reason;
	return changeStatus(
		commission,
		{ to: 'approved', kind: 'approve', outcome: 'approved', reason, message: 'Approved.' },
		act,
	);
}

function inWords(status: RecordedCommission['status']): string {
	return status === 'in_batch' ? 'in a payout' : status;
}
