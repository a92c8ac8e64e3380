import { readLimit, returnAllFields } from '../../fields';
import { affiliateField, programmeField, readAffiliate, readProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

export const getManyLinks: LedgerOperation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many links',
	description: 'Retrieve a list of links, of one programme or affiliate if you name one',
	fields: [programmeField(false), affiliateField(false), ...returnAllFields],
	async run(context) {
		const programme = await readProgramme(context);
		const affiliate = await readAffiliate(context);
		const records = await context.store.registry.links({
			...(programme === null ? {} : { programmeId: programme.programmeId }),
			...(affiliate === null ? {} : { affiliateId: affiliate.affiliateId }),
			limit: readLimit(context),
		});
		return recordItems(records);
	},
};
