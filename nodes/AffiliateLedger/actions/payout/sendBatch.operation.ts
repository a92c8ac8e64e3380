import { sendBatch } from '../../../../lib/ledger/payouts';
import { readText } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { actOf } from '../actOf';
import { batchIdField } from './batchFields';
import { decideBatch } from './decideBatch';

/** Notes that the file of an approved batch went to the bank; it cannot be cancelled any more. */
export const markBatchSent: LedgerOperation = {
	value: 'sendBatch',
	name: 'Mark Batch as Sent',
	action: 'Mark payout batch as sent',
	description: 'Note that an approved batch went to the bank or payment service',
	fields: [
		batchIdField,
		{
			displayName: 'Provider Reference',
			name: 'providerReference',
			type: 'string',
			default: '',
			description: 'What the bank or service calls it',
		},
	],
	async run(context) {
		const reference = readText(context, 'providerReference');
		const providerReference = reference === '' ? null : reference;
		return await decideBatch(context, (state) =>
			sendBatch(state, { providerReference }, actOf(context)),
		);
	},
};
