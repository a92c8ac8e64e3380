import type { BatchState } from '../../ports/payout-store';
import { event, type Act } from '../entries';
import { commissionMovesTo, unbatch } from './claimed-entries';
import { nothingDone, type BatchResult, type PayoutDecision } from './decision';
import { batchMove, payoutMove } from './moves';

/**
 * Gives back everything that a batch claimed, exactly, as long as it was not sent. Statement numbers
 * that an approval gave out stay with the cancelled payouts, so that their series has no gap.
 */
export function cancelBatch(
	{ batch, payouts }: BatchState,
	{ reason }: { readonly reason: string },
	act: Act,
): PayoutDecision<BatchResult<'cancelled'>> {
	const { batchId, batchKey } = batch;
	if (batch.status === 'cancelled') {
		return nothingDone('unchanged', batch, 'It is already cancelled.');
	}
	if (batch.status !== 'draft' && batch.status !== 'approved') {
		return nothingDone(
			'refused',
			batch,
			`A ${batch.status} batch cannot be cancelled; record what became of each payout instead.`,
		);
	}
	const claimed = payouts.filter(({ payout }) => payout.status === 'claimed');
	return {
		write: {
			batchMoves: [batchMove(batch, batch.status, 'cancelled', { reason, cause: batchId }, act)],
			payoutMoves: claimed.map(({ payout }) =>
				payoutMove(payout, 'claimed', 'cancelled', { reason, providerReference: null }, act),
			),
			commissionMoves: claimed.flatMap((entry) =>
				commissionMovesTo(entry, 'approved', `batch ${batchKey} cancelled`, act),
			),
			transactions: claimed.flatMap((entry) => unbatch(entry, act)),
			events: [
				event(batchId, 'payout_batch.cancelled', batchId, { batchId, batchKey, reason }, act),
			],
		},
		result: {
			outcome: 'cancelled',
			batch: { ...batch, status: 'cancelled' },
			message: 'Cancelled; the next batch can claim everything again.',
		},
	};
}
