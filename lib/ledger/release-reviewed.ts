import { isZeroMoney } from '../kernel';
import type { RecordedCommission } from '../model/commission';
import { owedOf } from './commission-amounts';
import { commissionEvent, liabilityTransfer, move, type Act } from './entries';
import type { CommissionStep } from './steps';

/**
 * Lets go of what a review held: it waits for the end of its hold like any other. Where the plan
 * wants a person to approve amounts like this one (C38), it stays held for that.
 */
export function releaseReviewed(
	commission: RecordedCommission,
	{ reason, cause }: { readonly reason: string; readonly cause: string },
	act: Act,
): CommissionStep {
	const { commissionId, trace } = commission;
	const released = { ...commission, status: 'pending', statusReason: reason } as const;
	const out = move(commissionId, 'held', 'pending', reason, cause, act);
	if (trace.some(({ rule }) => rule === 'manual_approval')) {
		const back = move(commissionId, 'pending', 'held', 'manual_approval', cause, act);
		return {
			commission: { ...commission, statusReason: 'manual_approval' },
			write: { moves: [out, back] },
		};
	}
	const left = owedOf(commission);
	return {
		commission: released,
		write: {
			moves: [out],
			transactions: isZeroMoney(left)
				? []
				: [liabilityTransfer(commission, 'pending', 'release', left, cause, act)],
			events: [commissionEvent(commission, 'commission.released', cause, { reason }, act)],
		},
	};
}
