import { limitOf, returnAllFields } from '../../fields';
import type { PlatformNodeOperation } from '../../operation';
import { recordItems } from '../../platformItem';
import { readPages } from '../../readPages';
import { recordFilterField, recordFilterOf } from '../recordFilter';

export const getPayouts: PlatformNodeOperation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many payouts',
	description: 'List payouts, one item for each',
	needs: 'payout.getMany',
	fields: [...returnAllFields, recordFilterField],
	async run(context) {
		const filter = recordFilterOf(context);
		const read = async (cursor: string | null) =>
			await context.platform.listPayouts(filter, cursor);
		return recordItems(context, 'payout', await readPages(read, limitOf(context)));
	},
};
