import { BATCH_STATUSES, type BatchStatus } from '../../../../lib/model/payout';
import { readLimit, readText, returnAllFields } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { shownBatch } from './shownBatch';

export const getManyBatches: LedgerOperation = {
	value: 'getAllBatches',
	name: 'Get Many Batches',
	action: 'Get many payout batches',
	description: 'Retrieve a list of payout batches, newest first',
	fields: [
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Any', value: '' },
				...[...BATCH_STATUSES].sort().map((status) => ({
					name: `${status.charAt(0).toUpperCase()}${status.slice(1)}`,
					value: status,
				})),
			],
			default: '',
		},
		...returnAllFields,
	],
	async run(context) {
		const status = readText(context, 'status') as BatchStatus | '';
		const batches = await context.store.payouts.batches({
			...(status === '' ? {} : { status }),
			limit: readLimit(context),
		});
		return batches.map((batch) => {
			const { payouts: _payouts, ...json } = shownBatch(batch, []);
			return { json };
		});
	},
};
