import type { IDataObject } from 'n8n-workflow';
import type { PayoutOutcome } from '../../../../lib/ledger/payouts';
import { toJson } from '../../../../lib/model/json';
import type { BatchState, PayoutWrite } from '../../../../lib/ports/payout-store';
import type { ItemResult } from '../../../shared/eachItem';
import { requireText } from '../../fields';
import type { OperationContext } from '../../operation';
import { unknownBatch } from './batchFields';
import { shownBatch } from './shownBatch';

interface Decided {
	readonly outcome: string;
	readonly message: string;
	/** Not shown: the policy in it names the payer's account. */
	readonly batch?: unknown;
	/** What became of each payout, where the decision was about them. */
	readonly payouts?: readonly PayoutOutcome[];
}

/** Lets a decision change a batch, and returns what it did with the batch as it stands now. */
export async function decideBatch(
	context: OperationContext,
	decision: (state: BatchState) => { write: PayoutWrite; result: Decided },
): Promise<ItemResult[]> {
	const batchId = requireText(context, 'batchId', 'Batch ID');
	const { payouts } = context.store;
	const result = await payouts.decideBatch(batchId, decision);
	const state = await payouts.batch(batchId);
	if (result === null || state === null) throw unknownBatch(batchId);
	const records = state.payouts.map(({ payout }) => payout);
	const { batch: _batch, payouts: results, ...decided } = result;
	return [
		{
			json: {
				...(toJson(decided) as IDataObject),
				...(results === undefined ? {} : { results: toJson(results) as IDataObject[] }),
				...shownBatch(state.batch, records),
			},
		},
	];
}
