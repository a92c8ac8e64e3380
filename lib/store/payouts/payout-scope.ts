import type { CommissionStatus } from '../../model/commission';
import type { BatchStatus, PayoutStatus } from '../../model/payout';
import type { BatchState, PayoutCandidate } from '../../ports/payout-store';

/** What was read under the lock, and so may be written. */
export interface PayoutScope {
	readonly batches: ReadonlyMap<string, BatchStatus>;
	readonly payouts: ReadonlyMap<
		string,
		{ readonly status: PayoutStatus; readonly statementNumber: string | null }
	>;
	/** Statuses that the decision saw; a move must start from the one that still holds. */
	readonly commissions: ReadonlyMap<string, CommissionStatus>;
}

export function scopeOf(
	state: BatchState | null,
	candidates: readonly PayoutCandidate[],
): PayoutScope {
	const batch = state?.batch;
	const payouts = state?.payouts ?? [];
	const commissions = new Map<string, CommissionStatus>();
	for (const { entries } of candidates) {
		for (const { commissionId, status } of entries) commissions.set(commissionId, status);
	}
	for (const { commissionStatuses } of payouts) {
		for (const [commissionId, status] of commissionStatuses) commissions.set(commissionId, status);
	}
	return {
		batches: new Map(batch === undefined ? [] : [[batch.batchId, batch.status]]),
		payouts: new Map(payouts.map(({ payout }) => [payout.payoutId, payout])),
		commissions,
	};
}
