import { AffiliateError } from '../kernel';
import type { RecordedCommission } from '../model/commission';
import type { LedgerWrite, OrderState } from '../ports/ledger-store';

export interface StatusResult {
	/** `unchanged`: it already was so. `refused`: the move is not legal now; `message` says why. */
	readonly outcome:
		'approved' | 'held' | 'released' | 'declined' | 'reversed' | 'unchanged' | 'refused';
	readonly commission: RecordedCommission;
	readonly message: string;
}

export interface StatusDecision {
	readonly write: LedgerWrite;
	readonly result: StatusResult;
}

/** The commission of a state that was loaded for it. Throws `unknown_commission`. */
export function requireCommission(state: OrderState, commissionId: string): RecordedCommission {
	const found = state.commissions.find((entry) => entry.commissionId === commissionId);
	if (found !== undefined) return found;
	throw new AffiliateError(`The commission '${commissionId}' is not of this order`, {
		code: 'unknown_commission',
		hint: 'Load the order by the id of the commission.',
		details: { commissionId },
	});
}

/** Nothing is written; the result says why. */
export function refused(
	outcome: 'unchanged' | 'refused',
	commission: RecordedCommission,
	message: string,
): StatusDecision {
	return { write: {}, result: { outcome, commission, message } };
}
