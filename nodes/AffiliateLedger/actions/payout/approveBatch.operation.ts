import { approveBatch } from '../../../../lib/ledger/payouts';
import { requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { actOf } from '../actOf';
import { approverField, batchIdField } from './batchFields';
import { decideBatch } from './decideBatch';

/** Counts a person's approval; above the policy's amount a second person must follow (C36). */
export const approvePayoutBatch: LedgerOperation = {
	value: 'approveBatch',
	name: 'Approve Batch',
	action: 'Approve payout batch',
	description: 'Approve a batch; above the amount of the policy two different people must',
	fields: [batchIdField, approverField],
	async run(context) {
		const act = actOf(context, requireText(context, 'approver', 'Approved By'));
		return await decideBatch(context, (state) => approveBatch(state, act));
	},
};
