import type { AffiliateStore } from '../../../lib/ports/store';
import { readLimit, returnAllFields } from '../fields';
import { affiliateField, programmeField, readAffiliate, readProgramme } from '../locators';
import type { LedgerOperation } from '../operation';
import { recordItems } from '../save';

interface OwnedFilter {
	readonly programmeId?: string;
	readonly affiliateId?: string;
	readonly limit: number;
}

/** 'Get Many' of records that belong to an affiliate in a programme. */
export function getManyOwned(
	nouns: string,
	list: (store: AffiliateStore, filter: OwnedFilter) => Promise<readonly object[]>,
): LedgerOperation {
	return {
		value: 'getAll',
		name: 'Get Many',
		action: `Get many ${nouns}`,
		description: `Retrieve a list of ${nouns}, of one programme or affiliate if you name one`,
		fields: [programmeField(false), affiliateField(false), ...returnAllFields],
		async run(context) {
			const programme = await readProgramme(context);
			const affiliate = await readAffiliate(context);
			const records = await list(context.store, {
				...(programme === null ? {} : { programmeId: programme.programmeId }),
				...(affiliate === null ? {} : { affiliateId: affiliate.affiliateId }),
				limit: readLimit(context),
			});
			return recordItems(records);
		},
	};
}
