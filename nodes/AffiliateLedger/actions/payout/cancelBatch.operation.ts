import { cancelBatch } from '../../../../lib/ledger/payouts';
import { requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { actOf } from '../actOf';
import { reasonField } from '../commission/commissionFields';
import { batchIdField } from './batchFields';
import { decideBatch } from './decideBatch';

export const cancelPayoutBatch: LedgerOperation = {
	value: 'cancelBatch',
	name: 'Cancel Batch',
	action: 'Cancel payout batch',
	description: 'Give everything a batch claimed back to the balances, before it was sent',
	fields: [batchIdField, reasonField],
	async run(context) {
		const reason = requireText(context, 'reason', 'Reason');
		return await decideBatch(context, (state) => cancelBatch(state, { reason }, actOf(context)));
	},
};
