import type { HeadingPreset } from './heading-preset';

/*
 * Affiliates, referrals and payouts as the plugin exports them; a referral has no order total.
 * Coupons and links follow its screens. An affiliate's code is its number, which its links carry.
 */

export const AFFILIATEWP: readonly HeadingPreset[] = [
	{
		source: 'affiliatewp',
		kind: 'affiliate',
		fields: {
			code: ['affiliate id'],
			name: ['name'],
			firstName: ['first name'],
			lastName: ['last name'],
			email: ['email', 'user email', 'account email'],
			payoutEmail: ['payment email'],
			status: ['status'],
			groupCode: ['group', 'affiliate group'],
			parentCode: ['parent affiliate id', 'parent id', 'parent affiliate'],
			createdAt: ['date registered', 'registered'],
		},
		typical: [
			...['username', 'rate', 'rate type', 'flat rate basis', 'earnings', 'paid earnings'],
			...['unpaid earnings', 'referrals', 'visits', 'conversion rate', 'user id', 'coupons'],
		],
		hasSlashes: true,
	},
	{
		source: 'affiliatewp',
		kind: 'conversion',
		fields: {
			externalId: ['referral id'],
			affiliateCode: ['affiliate id'],
			affiliateEmail: ['email', 'affiliate email'],
			orderId: ['reference'],
			orderedAt: ['date'],
			amount: ['order total', 'order amount'],
			commission: ['amount'],
			currency: ['currency'],
			status: ['status'],
			commissionKind: ['type', 'referral type'],
		},
		typical: [
			...['name', 'payment email', 'username', 'description', 'campaign', 'context', 'custom'],
			...['visit id', 'customer id', 'products'],
		],
		hasSlashes: true,
	},
	{
		source: 'affiliatewp',
		kind: 'coupon',
		fields: {
			code: ['coupon code', 'coupon'],
			affiliateCode: ['affiliate id'],
			affiliateEmail: ['email', 'affiliate email'],
			status: ['status'],
		},
		typical: ['affiliate', 'name', 'username', 'coupon id', 'integration', 'type', 'discount'],
		hasSlashes: true,
	},
	{
		source: 'affiliatewp',
		kind: 'link',
		fields: {
			code: ['custom slug', 'slug'],
			affiliateCode: ['affiliate id'],
			affiliateEmail: ['email', 'affiliate email'],
			destination: ['custom link', 'landing page', 'referral url', 'direct link', 'url'],
			status: ['status'],
		},
		typical: ['affiliate', 'name', 'username', 'campaign', 'date'],
		hasSlashes: true,
	},
	{
		source: 'affiliatewp',
		kind: 'balance',
		fields: {
			affiliateCode: ['affiliate id'],
			affiliateEmail: ['email', 'payment email'],
			amount: ['amount', 'unpaid earnings', 'unpaid amount'],
			currency: ['currency'],
		},
		typical: ['name', 'username', 'affiliate', 'payment email', 'unpaid referrals'],
		hasSlashes: true,
	},
];
