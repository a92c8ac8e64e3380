import type { HeadingPreset } from './heading-preset';

/** Our own heading set, for files that people write themselves. */
export const GENERIC: readonly HeadingPreset[] = [
	{
		source: 'generic',
		kind: 'affiliate',
		fields: {
			code: ['code'],
			name: ['name'],
			firstName: ['first name'],
			lastName: ['last name'],
			email: ['email'],
			payoutEmail: ['payout email'],
			status: ['status'],
			groupCode: ['group code', 'group'],
			parentCode: ['parent code'],
			createdAt: ['created at'],
		},
		typical: [],
	},
	{
		source: 'generic',
		kind: 'link',
		fields: {
			code: ['code', 'link code'],
			affiliateCode: ['affiliate code'],
			affiliateEmail: ['affiliate email'],
			destination: ['destination'],
			status: ['status'],
		},
		typical: [],
	},
	{
		source: 'generic',
		kind: 'coupon',
		fields: {
			code: ['code', 'coupon code'],
			affiliateCode: ['affiliate code'],
			affiliateEmail: ['affiliate email'],
			status: ['status'],
		},
		typical: [],
	},
	{
		source: 'generic',
		kind: 'conversion',
		fields: {
			externalId: ['external id'],
			affiliateCode: ['affiliate code'],
			affiliateEmail: ['affiliate email'],
			orderId: ['order id'],
			orderedAt: ['ordered at'],
			amount: ['amount', 'order total'],
			commission: ['commission'],
			currency: ['currency'],
			status: ['status'],
			payoutStatus: ['payout status'],
			commissionKind: ['kind', 'commission kind'],
			tier: ['tier'],
		},
		typical: [],
	},
	{
		source: 'generic',
		kind: 'balance',
		fields: {
			affiliateCode: ['affiliate code'],
			affiliateEmail: ['affiliate email'],
			amount: ['balance', 'amount'],
			currency: ['currency'],
			asOf: ['as of'],
		},
		typical: [],
	},
];
