import { deterministicId } from '../../kernel';
import type { BatchStatus, Payout, PayoutBatch, PayoutStatus } from '../../model/payout';
import type { BatchMove, PayoutMove } from '../../ports/payout-store';
import type { Act } from '../entries';

/** A step of a batch. The cause tells steps between the same statuses apart. */
export function batchMove(
	{ batchId }: Pick<PayoutBatch, 'batchId'>,
	from: BatchStatus | null,
	to: BatchStatus,
	entry: { readonly reason: string; readonly cause: string },
	act: Act,
): BatchMove {
	return {
		moveId: deterministicId('mov', batchId, from ?? 'none', to, entry.cause),
		batchId,
		from,
		to,
		reason: entry.reason,
		actor: act.actor,
		at: act.at,
	};
}

/** A step of a payout; it makes none of them twice. */
export function payoutMove(
	{ payoutId }: Pick<Payout, 'payoutId'>,
	from: PayoutStatus | null,
	to: PayoutStatus,
	entry: { readonly reason: string; readonly providerReference: string | null },
	act: Act,
): PayoutMove {
	return {
		moveId: deterministicId('mov', payoutId, from ?? 'none', to),
		payoutId,
		from,
		to,
		reason: entry.reason,
		providerReference: entry.providerReference,
		actor: act.actor,
		at: act.at,
	};
}
