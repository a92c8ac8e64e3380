import { reverseCommission } from '../../../../lib/ledger';
import { reasonField } from './commissionFields';
import { changeCommission } from './changeCommission';

export const reverseCommissionOperation = changeCommission({
	value: 'reverse',
	name: 'Reverse',
	action: 'Reverse commission',
	description: 'Take back what is left of a commission by a new entry',
	fields: [reasonField],
	reasonRequired: true,
	decide: (state, commissionId, { reason }, act) =>
		reverseCommission(state, commissionId, reason, act),
});
