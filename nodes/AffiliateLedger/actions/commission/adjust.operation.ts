import { parseAmount } from '../../../../lib/kernel';
import { adjustCommission } from '../../../../lib/ledger';
import { requireText } from '../../fields';
import { reasonField } from './commissionFields';
import { changeCommission } from './changeCommission';

export const adjustCommissionOperation = changeCommission({
	value: 'adjust',
	name: 'Adjust',
	action: 'Adjust commission',
	description: 'Add to a commission or take off it by a new entry; the booked amount stays',
	fields: [
		{
			displayName: 'Amount',
			name: 'amount',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 2.50 or -2.50',
			description: "In the commission's currency; a minus takes off",
		},
		reasonField,
	],
	reasonRequired: true,
	decide(state, commissionId, { reason, context }, act) {
		const text = requireText(context, 'amount', 'Amount');
		const commission = state.commissions.find((entry) => entry.commissionId === commissionId);
		const amount = parseAmount(text, commission?.amount.currency ?? 'EUR');
		return adjustCommission(state, commissionId, { amount, reason }, act);
	},
});
