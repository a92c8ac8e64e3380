import { limitOf, returnAllFields } from '../../fields';
import type { PlatformNodeOperation } from '../../operation';
import { recordItems } from '../../platformItem';
import { readPages } from '../../readPages';
import { recordFilterField, recordFilterOf } from '../recordFilter';

export const getCommissions: PlatformNodeOperation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many commissions',
	description: 'List commissions with their status, one item for each',
	needs: 'commission.getMany',
	fields: [...returnAllFields, recordFilterField],
	async run(context) {
		const filter = recordFilterOf(context);
		const read = async (cursor: string | null) =>
			await context.platform.listCommissions(filter, cursor);
		return recordItems(context, 'commission', await readPages(read, limitOf(context)));
	},
};
