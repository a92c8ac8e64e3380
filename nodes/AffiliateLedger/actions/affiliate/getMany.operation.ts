import { readLimit, returnAllFields } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

export const getManyAffiliates: LedgerOperation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many affiliates',
	description: 'Retrieve a list of affiliates',
	fields: [...returnAllFields],
	async run(context) {
		return recordItems(await context.store.registry.affiliates(readLimit(context)));
	},
};
