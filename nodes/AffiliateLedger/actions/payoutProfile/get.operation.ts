import { AffiliateError } from '../../../../lib/kernel';
import { affiliateField, requireAffiliate } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';
import { shownProfile } from './shownProfile';

export const getPayoutProfile: LedgerOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get payout profile',
	description: 'Retrieve how an affiliate is paid; account numbers are shortened',
	fields: [affiliateField()],
	async run(context) {
		const affiliate = await requireAffiliate(context);
		const profile = await context.store.payouts.profile(affiliate.affiliateId);
		if (profile === null) {
			throw new AffiliateError(`Affiliate '${affiliate.code}' has no payout profile`, {
				code: 'unknown_payout_profile',
				path: 'affiliate',
				hint: "Create one with 'Payout Profile: Create or Update'.",
			});
		}
		return recordItems([shownProfile(profile)]);
	},
};
