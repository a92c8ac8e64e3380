import { releaseCommission } from '../../../../lib/ledger';
import { reasonField } from './commissionFields';
import { changeCommission } from './changeCommission';

export const releaseCommissionOperation = changeCommission({
	value: 'release',
	name: 'Release',
	action: 'Release commission',
	description: 'Let a held commission wait for the end of its hold again',
	fields: [{ ...reasonField, required: false }],
	reasonRequired: false,
	decide: (state, commissionId, { reason }, act) =>
		releaseCommission(state, commissionId, reason || 'released', act),
});
