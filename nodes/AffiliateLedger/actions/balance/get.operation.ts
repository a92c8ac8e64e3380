import type { IDataObject } from 'n8n-workflow';
import { toJson } from '../../../../lib/model/json';
import { affiliateField, requireAffiliate } from '../../locators';
import type { LedgerOperation } from '../../operation';

const ACCOUNTS = ['pending', 'held', 'approved'] as const;

/** What is owed to an affiliate, per status and currency; derived from the entries. */
export const getBalance: LedgerOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get balance',
	description: 'Retrieve what is pending, held and approved for an affiliate, per currency',
	fields: [affiliateField()],
	async run(context) {
		const affiliate = await requireAffiliate(context);
		const json: IDataObject = {
			affiliateId: affiliate.affiliateId,
			affiliateCode: affiliate.code,
		};
		for (const account of ACCOUNTS) {
			const balances = await context.store.ledger.balances(`${account}:${affiliate.affiliateId}`);
			json[account] = balances.map(({ balance }) => toJson(balance));
		}
		return [{ json }];
	},
};
