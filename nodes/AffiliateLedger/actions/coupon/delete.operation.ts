import { requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';

/** Only one that was never used; anything with history can be paused, not removed. */
export const deleteCoupon: LedgerOperation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete coupon',
	description: 'Delete a coupon permanently, if it was never used',
	fields: [
		{
			displayName: 'Code',
			name: 'code',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. ANNA10',
			description: 'Code of the coupon',
		},
	],
	async run(context) {
		const code = requireText(context, 'code', 'Code');
		return [{ json: { deleted: await context.store.registry.deleteCoupon(code), code } }];
	},
};
