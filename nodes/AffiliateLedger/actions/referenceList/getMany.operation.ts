import { readLimit, returnAllFields } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

export const getManyReferenceLists: LedgerOperation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many reference lists',
	description: 'Retrieve names, kinds, sizes and dates of the lists, without their entries',
	fields: [...returnAllFields],
	async run(context) {
		const lists = await context.store.fraud.referenceLists();
		return recordItems(lists.slice(0, readLimit(context)));
	},
};
