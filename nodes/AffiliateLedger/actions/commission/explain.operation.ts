import type { IDataObject } from 'n8n-workflow';
import { explainCommission } from '../../../../lib/ledger';
import { toJson } from '../../../../lib/model/json';
import { requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { commissionIdField, unknownCommission } from './commissionFields';

/** The whole story of one commission, for the merchant or safe to send to the affiliate. */
export const explainCommissionOperation: LedgerOperation = {
	value: 'explain',
	name: 'Explain',
	action: 'Explain commission',
	description: 'Tell how a commission came about: click, credit, rule, base, refunds and payout',
	fields: [
		commissionIdField,
		{
			displayName: 'For',
			name: 'audience',
			type: 'options',
			options: [
				{
					name: 'Affiliate',
					value: 'affiliate',
					description: 'Safe to send: no customer, no other affiliates, no internal reasons',
				},
				{ name: 'Merchant', value: 'merchant', description: 'Everything' },
			],
			default: 'merchant',
		},
	],
	async run(context) {
		const { execute, itemIndex, store } = context;
		const commissionId = requireText(context, 'commissionId', 'Commission ID');
		const audience = execute.getNodeParameter('audience', itemIndex, 'merchant') as
			'merchant' | 'affiliate';
		const story = await store.ledger.commissionStory(commissionId);
		if (story === null) throw unknownCommission(commissionId);
		const payouts = await store.payouts.payoutsOfCommission(commissionId);
		const explanation = explainCommission(story, payouts, audience);
		return [{ json: toJson(explanation) as unknown as IDataObject }];
	},
};
