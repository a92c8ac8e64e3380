import type { BatchState, PayoutWrite } from '../../ports/payout-store';
import { event, type Act } from '../entries';
import {
	decideResult,
	type PayoutOutcome,
	type PayoutResult,
	type PayoutStep,
} from './decide-result';
import type { BatchResult, PayoutDecision } from './decision';
import { batchMove } from './moves';

export interface ResultsResult extends BatchResult<'recorded'> {
	/** In the order of what was handed in. */
	readonly payouts: readonly PayoutOutcome[];
}

/**
 * Records what became of payouts that were sent, each on its own (C36). Recording again, in any
 * order, changes nothing: the first final result counts, and a paid payout fails only when its
 * money came back (`returned`). What failed can be claimed by the next batch. When every payout
 * is final, so is the batch.
 */
export function recordPayoutResults(
	state: BatchState,
	results: readonly PayoutResult[],
	act: Act,
): PayoutDecision<ResultsResult> {
	const { batch } = state;
	if (batch.status !== 'sent' && batch.status !== 'completed') {
		const message = `A ${batch.status} batch has no results yet; send it first.`;
		return { write: {}, result: { outcome: 'refused', batch, payouts: [], message } };
	}
	const current = new Map(state.payouts.map((entry) => [entry.payout.payoutId, entry]));
	const steps = results.map((result) => {
		const step = decideResult(current.get(result.payoutId), result, act);
		if (step.after !== null) current.set(result.payoutId, step.after);
		return step;
	});
	const isDone = [...current.values()].every(({ payout: { status } }) => FINAL.has(status));
	const completes = isDone && batch.status === 'sent';
	const after = completes ? { ...batch, status: 'completed' as const } : batch;
	const isChanged = steps.some(({ after: entry }) => entry !== null);
	return {
		write: isChanged || completes ? merge(state, steps, completes, act) : {},
		result: {
			outcome: isChanged || completes ? 'recorded' : 'unchanged',
			batch: after,
			payouts: steps.map(({ outcome }) => outcome),
			message: summary(steps, completes),
		},
	};
}

const FINAL: ReadonlySet<string> = new Set(['paid', 'failed', 'cancelled']);

function merge(
	{ batch }: BatchState,
	steps: readonly PayoutStep[],
	completes: boolean,
	act: Act,
): PayoutWrite {
	const { batchId, batchKey } = batch;
	const done = { reason: 'every payout has its result', cause: batchId };
	return {
		batchMoves: completes ? [batchMove(batch, 'sent', 'completed', done, act)] : [],
		payoutMoves: steps.flatMap(({ write }) => write.payoutMoves ?? []),
		commissionMoves: steps.flatMap(({ write }) => write.commissionMoves ?? []),
		transactions: steps.flatMap(({ write }) => write.transactions ?? []),
		events: [
			...steps.flatMap(({ write }) => write.events ?? []),
			...(completes
				? [event(batchId, 'payout_batch.completed', batchId, { batchId, batchKey }, act)]
				: []),
		],
	};
}

function summary(steps: readonly PayoutStep[], completes: boolean): string {
	const count = (wanted: PayoutOutcome['outcome']): number =>
		steps.filter(({ outcome }) => outcome.outcome === wanted).length;
	const parts = (['paid', 'failed', 'returned', 'unchanged', 'refused'] as const)
		.map((wanted) => ({ wanted, number: count(wanted) }))
		.filter(({ number }) => number > 0)
		.map(({ wanted, number }) => `${number} ${wanted}`);
	const recorded = parts.length === 0 ? 'No results were given' : parts.join(', ');
	return `${recorded}.${completes ? ' The batch is completed.' : ''}`;
}
