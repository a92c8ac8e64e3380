import type { IDataObject } from 'n8n-workflow';
import { toJson } from '../../../../lib/model/json';
import { additionalFields, optionalInstant, readCollection } from '../../fields';
import { affiliateField, requireAffiliate } from '../../locators';
import type { LedgerOperation } from '../../operation';

const ACCOUNTS = ['pending', 'held', 'approved', 'in_batch', 'paid'] as const;

/** What is owed to an affiliate, per status and currency; derived from the entries. */
export const getBalance: LedgerOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get balance',
	description: 'Retrieve what is pending, held, approved, in a batch and paid, per currency',
	fields: [
		affiliateField(),
		additionalFields([
			{
				displayName: 'At',
				name: 'at',
				type: 'dateTime',
				default: '',
				description: 'As it was just before this moment; now when left out',
			},
		]),
	],
	async run(context) {
		const affiliate = await requireAffiliate(context);
		const before = optionalInstant(readCollection(context, 'additionalFields'), 'at') ?? undefined;
		const json: IDataObject = {
			affiliateId: affiliate.affiliateId,
			affiliateCode: affiliate.code,
			...(before === undefined ? {} : { at: before }),
		};
		for (const account of ACCOUNTS) {
			const prefix = `${account}:${affiliate.affiliateId}`;
			const balances = await context.store.ledger.balances(prefix, before);
			json[account] = balances.map(({ balance }) => toJson(balance));
		}
		return [{ json }];
	},
};
