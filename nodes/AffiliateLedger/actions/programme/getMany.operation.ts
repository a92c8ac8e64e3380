import { readLimit, returnAllFields } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

export const getManyProgrammes: LedgerOperation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many programmes',
	description: 'Retrieve a list of programmes',
	fields: [...returnAllFields],
	async run(context) {
		return recordItems(await context.store.registry.programmes(readLimit(context)));
	},
};
