import type { LedgerWrite, OrderState } from '../ports/ledger-store';
import { changeStatus } from './change-status';
import type { Act } from './entries';
import { reviewReason } from './status-reasons';
import { mergeWrites } from './steps';

/**
 * Holds what is still pending of a recorded order until its fraud case is decided: something became
 * known after it was booked. What is approved or in a payout goes on; the case says what to do.
 */
export function holdForReview(
	{ commissions }: OrderState,
	reason: string,
	act: Act,
): { readonly write: LedgerWrite; readonly result: readonly string[] } {
	const waiting = commissions.filter(({ status }) => status === 'pending');
	const writes = waiting.map((commission) => {
		const change = {
			to: 'held',
			kind: 'hold',
			outcome: 'held',
			reason: reviewReason(reason),
			message: 'Held.',
		} as const;
		return changeStatus(commission, change, act).write;
	});
	return {
		write: mergeWrites(...writes),
		result: waiting.map(({ commissionId }) => commissionId),
	};
}
