import type { RecordedCommission } from '../model/commission';
import { move, type Act } from './entries';
import { reasonByHand } from './status-reasons';
import type { CommissionStep } from './steps';

/**
 * Makes final what refunds reversed: nothing is left to take back, but an order that grows or a dispute
 * that is won after all would give it back.
 */
export function closeRefunded(
	commission: RecordedCommission,
	givenReason: string,
	act: Act,
): CommissionStep {
	const reason = reasonByHand(givenReason);
	return {
		commission: { ...commission, statusReason: reason },
		write: {
			moves: [move(commission.commissionId, 'reversed', 'reversed', reason, act.at, act)],
		},
	};
}
