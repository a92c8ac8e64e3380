import type { OrderState } from '../ports/ledger-store';
import type { Act } from './entries';
import { reverseCommission } from './reverse-commission';
import { refused, requireCommission, type StatusDecision } from './status-result';

/**
 * Takes a bonus back when refunds took its metric below the threshold (C27). It is paid once per
 * window, so it stays taken back should the metric rise again.
 */
export function clawBackBonus(
	state: OrderState,
	commissionId: string,
	reason: string,
	act: Act,
): StatusDecision {
	const commission = requireCommission(state, commissionId);
	if (commission.kind !== 'bonus') {
		return refused('refused', commission, 'Only a bonus is taken back for its threshold.');
	}
	return reverseCommission(state, commissionId, reason, act);
}
