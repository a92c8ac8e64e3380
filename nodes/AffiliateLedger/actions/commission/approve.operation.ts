import { approveCommission } from '../../../../lib/ledger';
import { readText, requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';
import { commissionIdField, reasonField, unknownCommission } from './commissionFields';

export const approveCommissionOperation: LedgerOperation = {
	value: 'approve',
	name: 'Approve',
	action: 'Approve commission',
	description: 'Make a pending or held commission payable once its hold is over',
	fields: [
		commissionIdField,
		{ ...reasonField, required: false },
		{
			displayName: 'Before Hold Ends',
			name: 'isEarly',
			type: 'boolean',
			default: false,
			description: 'Whether to approve even though the hold is not over; the entry records it',
		},
	],
	async run(context) {
		const { execute, itemIndex, store, clock } = context;
		const commissionId = requireText(context, 'commissionId', 'Commission ID');
		const request = {
			isEarly: execute.getNodeParameter('isEarly', itemIndex, false) === true,
			reason: readText(context, 'reason') || 'approved',
		};
		const act = { at: clock.now(), actor: execute.getWorkflow().name ?? 'workflow' };
		const result = await store.ledger.decideByCommission(commissionId, (state) =>
			approveCommission(state, commissionId, request, act),
		);
		if (result === null) throw unknownCommission(commissionId);
		return recordItems([result]);
	},
};
