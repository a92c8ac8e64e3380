import { AffiliateError } from '../../../../lib/kernel';
import { codeField, requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

export const getAffiliate: LedgerOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get affiliate',
	description: 'Retrieve one affiliate by its code',
	fields: [codeField('e.g. anna', 'Code of the affiliate')],
	async run(context) {
		const code = requireText(context, 'code', 'Code');
		const record = await context.store.registry.affiliateByCode(code);
		if (record === null) {
			throw new AffiliateError(`There is no affiliate with the code '${code}'`, {
				code: 'unknown_affiliate',
				path: 'code',
				hint: "Check the code, or look it up with 'Affiliate: Get Many'.",
			});
		}
		return recordItems([record]);
	},
};
