import { codeField, requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';

/** Only one that was never used; anything with history can be paused, not removed. */
export const deleteCoupon: LedgerOperation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete coupon',
	description: 'Delete a coupon permanently, if it was never used',
	fields: [codeField('e.g. ANNA10', 'Code of the coupon')],
	async run(context) {
		const code = requireText(context, 'code', 'Code');
		return [{ json: { deleted: await context.store.registry.deleteCoupon(code), code } }];
	},
};
