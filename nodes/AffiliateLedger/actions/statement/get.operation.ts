import {
	additionalFields,
	optionalInstant,
	readCollection,
	readLimit,
	returnAllFields,
} from '../../fields';
import { affiliateField, requireAffiliate } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

export const getStatement: LedgerOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get statement',
	description: 'Retrieve the entries of an affiliate with the running balance',
	fields: [
		affiliateField(),
		...returnAllFields,
		additionalFields([
			{ displayName: 'From', name: 'from', type: 'dateTime', default: '' },
			{
				displayName: 'To',
				name: 'to',
				type: 'dateTime',
				default: '',
				description: 'First moment that is no longer part of it',
			},
		]),
	],
	async run(context) {
		const affiliate = await requireAffiliate(context);
		const extra = readCollection(context, 'additionalFields');
		const from = optionalInstant(extra, 'from');
		const to = optionalInstant(extra, 'to');
		const entries = await context.store.ledger.statement({
			affiliateId: affiliate.affiliateId,
			...(from === null ? {} : { from }),
			...(to === null ? {} : { to }),
			limit: readLimit(context),
		});
		return recordItems(entries);
	},
};
