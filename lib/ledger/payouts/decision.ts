import type { PayoutBatch } from '../../model/payout';
import type { PayoutWrite } from '../../ports/payout-store';

/** What is written, and what is told. */
export interface PayoutDecision<Result> {
	readonly write: PayoutWrite;
	readonly result: Result;
}

export interface BatchResult<Outcome extends string> {
	/**
	 * `unchanged`: it was already so. `refused`: not possible now; `message` says why. Both write
	 * nothing.
	 */
	readonly outcome: Outcome | 'unchanged' | 'refused';
	readonly batch: PayoutBatch;
	readonly message: string;
}

/** Nothing is written. */
export function nothingDone(
	outcome: 'unchanged' | 'refused',
	batch: PayoutBatch,
	message: string,
): PayoutDecision<BatchResult<never>> {
	return { write: {}, result: { outcome, batch, message } };
}
