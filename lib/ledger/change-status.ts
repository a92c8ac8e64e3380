import { isZeroMoney } from '../kernel';
import type { CommissionStatus, RecordedCommission } from '../model/commission';
import type { LedgerTransaction } from '../model/posting';
import { owedOf } from './commission-amounts';
import { commissionEvent, liabilityTransfer, move, type Act } from './entries';
import type { StatusDecision, StatusResult } from './status-result';

/** A person's or the system's decision to move a commission, with what is left of it. */
export function changeStatus(
	commission: RecordedCommission,
	change: {
		readonly to: CommissionStatus;
		readonly kind: LedgerTransaction['kind'];
		readonly outcome: StatusResult['outcome'];
		readonly reason: string;
		readonly message: string;
	},
	act: Act,
): StatusDecision {
	const { commissionId, status } = commission;
	const { to, kind, outcome, reason, message } = change;
	const left = owedOf(commission);
	return {
		write: {
			moves: [move(commissionId, status, to, reason, act.at, act)],
			transactions: isZeroMoney(left)
				? []
				: [liabilityTransfer(commission, to, kind, left, act.at, act)],
			events: [commissionEvent(commission, `commission.${outcome}`, act.at, { reason }, act)],
		},
		result: {
			outcome,
			commission: { ...commission, status: to, statusReason: reason },
			message,
		},
	};
}
