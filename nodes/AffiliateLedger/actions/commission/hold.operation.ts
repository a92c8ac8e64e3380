import { holdCommission } from '../../../../lib/ledger';
import { reasonField } from './commissionFields';
import { changeCommission } from './changeCommission';

export const holdCommissionOperation = changeCommission({
	value: 'hold',
	name: 'Hold',
	action: 'Hold commission',
	description: 'Keep a pending or approved commission back until a person releases it',
	fields: [reasonField],
	reasonRequired: true,
	decide: (state, commissionId, { reason }, act) =>
		holdCommission(state, commissionId, reason, act),
});
