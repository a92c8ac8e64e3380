import { writeOffBalance } from '../../../../lib/ledger/payouts';
import { requireText } from '../../fields';
import { affiliateField, requireAffiliate } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';
import { actOf } from '../actOf';
import { reasonField } from '../commission/commissionFields';
import { approverField, currencyField, requireCurrency } from './batchFields';

/** Gives up a negative balance; takes two names (C28). */
export const writeOffNegativeBalance: LedgerOperation = {
	value: 'writeOff',
	name: 'Write Off Balance',
	action: 'Write off negative balance',
	description: 'Give up what an affiliate owes after refunds; two people must agree',
	fields: [
		affiliateField(),
		currencyField,
		{
			displayName: 'Written Off By',
			name: 'actor',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. finance@example.com',
		},
		approverField,
		reasonField,
	],
	async run(context) {
		const { affiliateId } = await requireAffiliate(context);
		const currency = requireCurrency(context);
		const request = {
			reason: requireText(context, 'reason', 'Reason'),
			approver: requireText(context, 'approver', 'Approved By'),
		};
		const act = actOf(context, requireText(context, 'actor', 'Written Off By'));
		const result = await context.store.payouts.decideOpenBalance(
			{ affiliateId, currency },
			(candidate) => writeOffBalance(candidate, request, act),
		);
		return recordItems([result]);
	},
};
