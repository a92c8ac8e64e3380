import { limitOf, returnAllFields } from '../../fields';
import type { PlatformNodeOperation } from '../../operation';
import { recordItems } from '../../platformItem';
import { readPages } from '../../readPages';
import { recordFilterField, recordFilterOf } from '../recordFilter';

export const getConversions: PlatformNodeOperation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many conversions',
	description: 'List conversions with amount and commission, one item for each',
	needs: 'conversion.getMany',
	fields: [...returnAllFields, recordFilterField],
	async run(context) {
		const filter = recordFilterOf(context);
		const read = async (cursor: string | null) =>
			await context.platform.listConversions(filter, cursor);
		return recordItems(context, 'conversion', await readPages(read, limitOf(context)));
	},
};
