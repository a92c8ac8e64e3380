import { readLimit, returnAllFields } from '../../fields';
import { affiliateField, programmeField, readAffiliate, readProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

export const getManyCoupons: LedgerOperation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many coupons',
	description: 'Retrieve a list of coupons, of one programme or affiliate if you name one',
	fields: [programmeField(false), affiliateField(false), ...returnAllFields],
	async run(context) {
		const programme = await readProgramme(context);
		const affiliate = await readAffiliate(context);
		const records = await context.store.registry.coupons({
			...(programme === null ? {} : { programmeId: programme.programmeId }),
			...(affiliate === null ? {} : { affiliateId: affiliate.affiliateId }),
			limit: readLimit(context),
		});
		return recordItems(records);
	},
};
