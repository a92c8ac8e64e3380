import { deterministicId } from '../../../../lib/kernel';
import { couponSchema } from '../../../../lib/model/coupon';
import { parseModel } from '../../../../lib/model/parse';
import {
	activeOrPausedField,
	additionalFields,
	codeField,
	optionalText,
	readCollection,
	requireText,
} from '../../fields';
import { affiliateField, programmeField, requireAffiliate, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { savedItem } from '../../save';

/** Binds a discount code of the shop to an affiliate, or changes the binding. */
export const createOrUpdateCoupon: LedgerOperation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update coupon',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	fields: [
		codeField('e.g. ANNA10', 'Discount code as customers type it; capitals make no difference'),
		programmeField(),
		affiliateField(),
		additionalFields([activeOrPausedField]),
	],
	async run(context) {
		const { store, clock } = context;
		const code = requireText(context, 'code', 'Code');
		const programme = await requireProgramme(context);
		const affiliate = await requireAffiliate(context);
		const known = await store.registry.couponByCode(code);
		const extra = readCollection(context, 'additionalFields');
		const now = clock.now();
		const coupon = parseModel(
			couponSchema,
			{
				couponId: known?.couponId ?? deterministicId('cpn', code.toLowerCase()),
				code,
				programmeId: programme.programmeId,
				affiliateId: affiliate.affiliateId,
				status: optionalText(extra, 'status') ?? known?.status ?? 'active',
				createdAt: known?.createdAt ?? now,
				updatedAt: now,
			},
			'coupon',
		);
		return savedItem(coupon, await store.registry.saveCoupon(coupon));
	},
};
