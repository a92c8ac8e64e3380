import { AffiliateError } from '../../../../lib/kernel';
import { codeField, requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

export const getCoupon: LedgerOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get coupon',
	description: 'Retrieve one coupon by its code',
	fields: [codeField('e.g. ANNA10', 'Code of the coupon')],
	async run(context) {
		const code = requireText(context, 'code', 'Code');
		const record = await context.store.registry.couponByCode(code);
		if (record === null) {
			throw new AffiliateError(`There is no coupon with the code '${code}'`, {
				code: 'unknown_coupon',
				path: 'code',
				hint: "Check the code, or look it up with 'Coupon: Get Many'.",
			});
		}
		return recordItems([record]);
	},
};
