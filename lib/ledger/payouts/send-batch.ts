import type { BatchState } from '../../ports/payout-store';
import { event, type Act } from '../entries';
import { nothingDone, type BatchResult, type PayoutDecision } from './decision';
import { batchMove, payoutMove } from './moves';

/**
 * Records that an approved batch went out: the file to the bank, or the call to the provider, whose
 * reference is kept. From here on only results count; it cannot be cancelled any more.
 */
export function sendBatch(
	{ batch, payouts }: BatchState,
	{ providerReference = null }: { readonly providerReference?: string | null },
	act: Act,
): PayoutDecision<BatchResult<'sent'>> {
	const { batchId, batchKey } = batch;
	if (batch.status === 'sent' || batch.status === 'completed') {
		return nothingDone('unchanged', batch, `It is already ${batch.status}.`);
	}
	if (batch.status !== 'approved') {
		return nothingDone(
			'refused',
			batch,
			`A ${batch.status} batch cannot be sent; approve it first.`,
		);
	}
	const claimed = payouts.filter(({ payout }) => payout.status === 'claimed');
	const reason = providerReference === null ? 'sent' : `sent as ${providerReference}`;
	return {
		write: {
			batchMoves: [batchMove(batch, 'approved', 'sent', { reason, cause: batchId }, act)],
			payoutMoves: claimed.map(({ payout }) =>
				payoutMove(payout, 'claimed', 'sent', { reason: 'sent', providerReference }, act),
			),
			events: [
				event(batchId, 'payout_batch.sent', batchId, { batchId, batchKey, providerReference }, act),
			],
		},
		result: {
			outcome: 'sent',
			batch: { ...batch, status: 'sent' },
			message: 'Sent; record the result of each payout when it is known.',
		},
	};
}
