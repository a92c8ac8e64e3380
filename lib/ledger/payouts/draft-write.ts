import { toJson } from '../../model/json';
import type { PayoutBatch } from '../../model/payout';
import type { LedgerTransaction } from '../../model/posting';
import type { CommissionMove } from '../../ports/ledger-store';
import type { PayoutWrite } from '../../ports/payout-store';
import { approvedAccount, inBatchAccount } from '../accounts';
import { event, move, transfer, type Act } from '../entries';
import type { Claim } from './claim';
import { batchMove, payoutMove } from './moves';

/** The batch, its payouts, and everything they claim. */
export function draftWrite(batch: PayoutBatch, claims: readonly Claim[], act: Act): PayoutWrite {
	const { batchId, batchKey, currency, method, total, payoutCount, approvalsNeeded } = batch;
	return {
		batch,
		payouts: claims.map(({ payout, entries }) => ({ payout, entries })),
		batchMoves: [batchMove(batch, null, 'draft', { reason: 'drafted', cause: batchId }, act)],
		payoutMoves: claims.map(({ payout }) =>
			payoutMove(payout, null, 'claimed', { reason: 'drafted', providerReference: null }, act),
		),
		commissionMoves: claims.flatMap((entry) => claimMoves(entry, batch, act)),
		transactions: claims.flatMap((entry) => claimTransfers(entry, act)),
		events: [
			event(
				batchId,
				'payout_batch.drafted',
				batchId,
				toJson({ batchId, batchKey, currency, method, total, payoutCount, approvalsNeeded }),
				act,
			),
		],
	};
}

/** Only approved commissions go into the batch; what is left of others goes in money only. */
function claimMoves(
	{ payout, openEntries }: Claim,
	{ batchKey }: PayoutBatch,
	act: Act,
): CommissionMove[] {
	return openEntries
		.filter(({ status }) => status === 'approved')
		.map(({ commissionId }) =>
			move(commissionId, 'approved', 'in_batch', `batch ${batchKey}`, payout.payoutId, act),
		);
}

/** Negative entries go the same way with the opposite sign. */
function claimTransfers({ payout, entries }: Claim, act: Act): LedgerTransaction[] {
	return entries.map(({ commissionId, amount }) =>
		transfer(
			{ commissionId },
			{
				kind: 'batch',
				debit: approvedAccount(payout.affiliateId),
				credit: inBatchAccount(payout.affiliateId),
				amount,
				cause: payout.payoutId,
			},
			act,
		),
	);
}
