import { isZeroMoney } from '../kernel';
import type { RecordedCommission } from '../model/commission';
import type { RecordedDispute } from '../ports/ledger-store';
import { owedOf } from './commission-amounts';
import { commissionEvent, liabilityTransfer, move, type Act } from './entries';
import { disputedReason, statusBeforeDispute } from './status-reasons';
import { eachCommission, type CommissionStep, type Step } from './steps';

/** Whether a bank or provider has yet to decide about the order. */
export function hasOpenDispute(disputes: readonly RecordedDispute[]): boolean {
	return disputes.some(({ dispute }) => dispute.status === 'open');
}

/** Holds what is pending or approved; what is in a payout or paid is on its way (C29). */
export function holdDisputed(
	commissions: readonly RecordedCommission[],
	cause: string,
	act: Act,
): Step {
	return eachCommission(commissions, (commission) => {
		const reason = disputedReason(commission.status);
		return reason === null ? null : moveBetween(commission, 'held', reason, cause, act);
	});
}

/** New commissions of a disputed order are held with the others; the first ones are not new. */
export function holdAdded(
	{ commissions }: Step,
	knownCount: number,
	disputes: readonly RecordedDispute[],
	cause: string,
	act: Act,
): Step {
	if (!hasOpenDispute(disputes)) return { commissions, write: {} };
	const held = holdDisputed(commissions.slice(knownCount), cause, act);
	return {
		commissions: [...commissions.slice(0, knownCount), ...held.commissions],
		write: held.write,
	};
}

/** Lets go of what a dispute held, back to where it was, once no dispute is open any more. */
export function releaseDisputed(
	commissions: readonly RecordedCommission[],
	disputes: readonly RecordedDispute[],
	cause: string,
	act: Act,
): Step {
	if (hasOpenDispute(disputes)) return { commissions, write: {} };
	return eachCommission(commissions, (commission) => {
		const to = statusBeforeDispute(commission);
		if (to === null) return null;
		return moveBetween(commission, to, 'the dispute is decided', cause, act);
	});
}

function moveBetween(
	commission: RecordedCommission,
	to: RecordedCommission['status'],
	reason: string,
	cause: string,
	act: Act,
): CommissionStep {
	const kind = to === 'held' ? 'hold' : 'release';
	const left = owedOf(commission);
	return {
		commission: { ...commission, status: to, statusReason: reason },
		write: {
			moves: [move(commission.commissionId, commission.status, to, reason, cause, act)],
			transactions: isZeroMoney(left)
				? []
				: [liabilityTransfer(commission, to, kind, left, cause, act)],
			events: [
				commissionEvent(
					commission,
					to === 'held' ? 'commission.held' : 'commission.released',
					cause,
					{ reason },
					act,
				),
			],
		},
	};
}
