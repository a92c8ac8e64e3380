import type { OrderState } from '../ports/ledger-store';
import { changeStatus } from './change-status';
import type { Act } from './entries';
import { hasOpenDispute } from './hold-disputed';
import { isLegalMove } from './legal-moves';
import { refused, requireCommission, type StatusDecision } from './status-result';

/**
 * Lets a held commission wait for the end of its hold like any other; it is approved by itself
 * then. While its order is disputed it stays held (C29).
 */
export function releaseCommission(
	state: OrderState,
	commissionId: string,
	reason: string,
	act: Act,
): StatusDecision {
	const commission = requireCommission(state, commissionId);
	const { status } = commission;
	if (status === 'pending') {
		return refused('unchanged', commission, 'The commission is already pending.');
	}
	if (status !== 'held' || !isLegalMove(status, 'pending')) {
		return refused('refused', commission, 'Only a held commission can be released.');
	}
	if (hasOpenDispute(state.disputes)) {
		return refused(
			'refused',
			commission,
			'The order is disputed; the commission is released when that is decided.',
		);
	}
	return changeStatus(
		commission,
		{ to: 'pending', kind: 'release', outcome: 'released', reason, message: 'Released.' },
		act,
	);
}
