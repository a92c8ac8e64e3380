import { readLimit, returnAllFields } from '../../fields';
import { affiliateField, readAffiliate } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { shownPayout } from './shownBatch';

export const getManyPayouts: LedgerOperation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many payouts',
	description: 'Retrieve a list of payouts, without bank details',
	fields: [affiliateField(false), ...returnAllFields],
	async run(context) {
		const affiliate = await readAffiliate(context);
		const payouts = await context.store.payouts.payouts({
			...(affiliate === null ? {} : { affiliateId: affiliate.affiliateId }),
			limit: readLimit(context),
		});
		return payouts.map((payout) => ({ json: shownPayout(payout) }));
	},
};
