import type { LedgerOperation } from '../../operation';
import { batchIdField, requireBatch } from './batchFields';
import { shownBatch } from './shownBatch';

export const getPayoutBatch: LedgerOperation = {
	value: 'getBatch',
	name: 'Get Batch',
	action: 'Get payout batch',
	description: 'Retrieve a batch with its payouts, without bank details',
	fields: [batchIdField],
	async run(context) {
		const { batch, payouts } = await requireBatch(context);
		const records = payouts.map(({ payout }) => payout);
		return [{ json: shownBatch(batch, records) }];
	},
};
