import { approveCommission } from '../../../../lib/ledger';
import { reasonField } from './commissionFields';
import { changeCommission } from './changeCommission';

export const approveCommissionOperation = changeCommission({
	value: 'approve',
	name: 'Approve',
	action: 'Approve commission',
	description: 'Make a pending or held commission payable once its hold is over',
	fields: [
		{ ...reasonField, required: false },
		{
			displayName: 'Before Hold Ends',
			name: 'isEarly',
			type: 'boolean',
			default: false,
			description: 'Whether to approve even though the hold is not over; the entry records it',
		},
	],
	reasonRequired: false,
	decide(state, commissionId, { reason, context }, act) {
		const { execute, itemIndex } = context;
		const isEarly = execute.getNodeParameter('isEarly', itemIndex, false) === true;
		const request = { isEarly, reason: reason || 'approved' };
		return approveCommission(state, commissionId, request, act);
	},
});
