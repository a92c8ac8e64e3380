import { limitOf, returnAllFields } from '../../fields';
import type { PlatformNodeOperation } from '../../operation';
import { recordItems } from '../../platformItem';
import { readPages } from '../../readPages';

export const getProgrammes: PlatformNodeOperation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many programmes',
	description: 'List campaigns, offers, groups or programs, one item for each',
	needs: 'programme.getMany',
	fields: returnAllFields,
	async run(context) {
		const read = async (cursor: string | null) => await context.platform.listProgrammes(cursor);
		return recordItems(context, 'programme', await readPages(read, limitOf(context)));
	},
};
