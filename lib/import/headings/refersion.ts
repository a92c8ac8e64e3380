import type { HeadingPreset } from './heading-preset';

/*
 * Affiliates have the columns of Refersion's bulk template and those of its list; conversions the
 * fields that its webhooks and reports name. An affiliate's code is the number that reports carry.
 */

export const REFERSION: readonly HeadingPreset[] = [
	{
		source: 'refersion',
		kind: 'affiliate',
		fields: {
			code: ['affiliate id', 'id', 'affiliate code', 'unique merchant id'],
			name: ['name', 'affiliate name', 'full name'],
			firstName: ['first name'],
			lastName: ['last name'],
			email: ['email address', 'email', 'affiliate email'],
			payoutEmail: ['paypal email', 'paypal email address'],
			status: ['status', 'affiliate status'],
			groupCode: ['group', 'tag'],
			parentCode: ['recruiter id', 'parent affiliate id', 'referred by id'],
			createdAt: ['date joined', 'created', 'created at', 'registration date', 'date registered'],
		},
		typical: [
			...['offer', 'offer id', 'offer name', 'company', 'company name', 'password', 'coupon'],
			...['dashboard enabled', 'address1', 'address2', 'city', 'state', 'zip', 'country'],
			...['phone', 'affiliate code', 'link', 'referral link', 'clicks', 'conversions'],
		],
	},
	{
		source: 'refersion',
		kind: 'conversion',
		fields: {
			externalId: ['conversion id', 'id'],
			affiliateCode: ['affiliate id', 'affiliate code'],
			affiliateEmail: ['affiliate email'],
			orderId: ['order id', 'order number'],
			orderedAt: ['created', 'conversion date', 'order date', 'date', 'created at'],
			amount: ['total', 'order total', 'sale total', 'conversion total'],
			commission: ['commission total', 'commission', 'commission amount'],
			currency: ['currency', 'currency code'],
			status: ['status', 'conversion status'],
			payoutStatus: ['payment status', 'paid'],
			commissionKind: ['type', 'conversion type'],
		},
		typical: [
			...['offer', 'offer id', 'offer name', 'affiliate name', 'affiliate code', 'updated'],
			...['denied reason code', 'is recurring', 'total items', 'is test conversion', 'source'],
			...['payment id', 'subscription id', 'coupon code', 'reason', 'notes', 'ip address'],
			...['customer name', 'customer email', 'sub id', 'referer', 'landed url', 'creative id'],
		],
	},
	{
		source: 'refersion',
		kind: 'coupon',
		fields: {
			code: ['trigger', 'conversion trigger', 'coupon code', 'coupon'],
			affiliateCode: ['affiliate id', 'affiliate code'],
			affiliateEmail: ['affiliate email', 'email address', 'email'],
			status: ['status'],
			triggerType: ['trigger type', 'type'],
		},
		typical: ['affiliate name', 'first name', 'last name', 'offer', 'offer id', 'affiliate code'],
	},
	{
		source: 'refersion',
		kind: 'link',
		fields: {
			code: ['link id'],
			affiliateCode: ['affiliate id', 'affiliate code'],
			affiliateEmail: ['affiliate email', 'email address', 'email'],
			destination: ['referral link', 'affiliate link', 'link', 'deep link'],
			status: ['status'],
		},
		typical: ['affiliate name', 'first name', 'last name', 'offer', 'offer id', 'offer name'],
	},
	{
		source: 'refersion',
		kind: 'balance',
		fields: {
			affiliateCode: ['affiliate id', 'affiliate code'],
			affiliateEmail: ['affiliate email', 'email address', 'email'],
			amount: ['commission due', 'unpaid commissions', 'unpaid', 'amount due', 'total due'],
			currency: ['currency', 'currency code'],
		},
		typical: [
			...['affiliate name', 'first name', 'last name', 'paypal email', 'payment method'],
			...['total conversions', 'offer', 'offer name', 'company', 'affiliate code'],
		],
	},
];
