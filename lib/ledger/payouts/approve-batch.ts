import { formatMoney } from '../../kernel';
import type { PayoutBatch } from '../../model/payout';
import type { BatchState } from '../../ports/payout-store';
import { event, type Act } from '../entries';
import { nothingDone, type BatchResult, type PayoutDecision } from './decision';
import { batchMove } from './moves';
import { isSamePerson } from './same-person';

/**
 * Adds an approval. A batch that needs two is approved by two different people, of whom whoever
 * drafted it may be one (C36). With the last approval every payout gets its statement number.
 */
export function approveBatch(
	{ batch, payouts }: BatchState,
	act: Act,
): PayoutDecision<BatchResult<'approved' | 'approval_recorded'>> {
	if (batch.status === 'approved')
		return nothingDone('unchanged', batch, 'It is already approved.');
	if (batch.status !== 'draft') {
		return nothingDone('refused', batch, `A ${batch.status} batch cannot be approved.`);
	}
	if (batch.approvals.some(({ actor }) => isSamePerson(actor, act.actor))) {
		return nothingDone(
			'unchanged',
			batch,
			`${act.actor} has approved it already; the second approval must be of another person.`,
		);
	}
	const approvals = [...batch.approvals, { actor: act.actor, at: act.at }];
	const isLast = approvals.length >= batch.approvalsNeeded;
	const next: PayoutBatch = { ...batch, approvals, status: isLast ? 'approved' : 'draft' };
	const step = batchMove(
		batch,
		'draft',
		next.status,
		{ reason: 'approved', cause: `approval ${approvals.length}` },
		act,
	);
	if (!isLast) {
		return {
			write: { batchMoves: [step] },
			result: {
				outcome: 'approval_recorded',
				batch: next,
				message: 'Approved by one person; another one must approve it as well.',
			},
		};
	}
	return {
		write: {
			batchMoves: [step],
			statementNumbers: payouts
				.filter(({ payout }) => payout.statementNumber === null)
				.map(({ payout: { payoutId } }) => ({ payoutId, series: batch.policy.statementPrefix })),
			events: [approvedEvent(next, act)],
		},
		result: {
			outcome: 'approved',
			batch: next,
			message: `Approved: ${formatMoney(batch.total)} can be sent.`,
		},
	};
}

function approvedEvent({ batchId, batchKey, approvals }: PayoutBatch, act: Act) {
	const approvedBy = approvals.map(({ actor }) => actor);
	return event(batchId, 'payout_batch.approved', batchId, { batchId, batchKey, approvedBy }, act);
}
