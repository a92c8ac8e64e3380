import type { HeadingPreset } from './heading-preset';

/*
 * Conversions have the columns of Tapfiliate's own CSV import (external_id, affiliate_email,
 * commission_status …); the rest are the fields of its API and pages, which exports are made of.
 */

export const TAPFILIATE: readonly HeadingPreset[] = [
	{
		source: 'tapfiliate',
		kind: 'affiliate',
		fields: {
			code: ['affiliate id', 'id', 'referral code'],
			name: ['name'],
			firstName: ['firstname', 'first name', "affiliate's first name"],
			lastName: ['lastname', 'last name', "affiliate's last name"],
			email: ['email', "affiliate's email"],
			payoutEmail: ['paypal address', 'paypal email', 'paypal'],
			status: ['approved', 'status'],
			groupCode: ['affiliate group id', 'affiliate group', 'group'],
			parentCode: ['parent id', 'parent affiliate id', 'parent'],
			createdAt: ['created at', 'signup date', 'joined'],
		},
		typical: [
			...['company', 'company name', 'address', 'postal code', 'city', 'country', 'meta data'],
			...['promoted at', 'promotion method', 'custom fields', 'program', 'program id', 'coupon'],
			...['referral link', 'payout method', 'referral code', 'vat number', 'notes'],
		],
	},
	{
		source: 'tapfiliate',
		kind: 'conversion',
		fields: {
			externalId: ['commission id', 'conversion id', 'id', 'external id'],
			affiliateCode: ['affiliate id'],
			affiliateEmail: ['affiliate email'],
			orderId: ['external id'],
			orderedAt: ['created at', 'conversion date', 'date'],
			amount: ['amount', 'conversion amount', 'conversion sub amount'],
			commission: ['commission amount', 'commission'],
			currency: ['currency'],
			status: ['commission status', 'commission approved', 'approved', 'status'],
			payoutStatus: ['paid', 'payout status', 'commission paid'],
			commissionKind: ['kind', 'commission kind'],
		},
		typical: [
			...['program', 'program id', 'customer id', 'meta data', 'affiliate meta data', 'referrer'],
			...['landing page', 'conversion page', 'platform', 'platform version', 'os', 'os version'],
			...['browser', 'browser version', 'click date', 'click referrer', 'click landing page'],
			...['commission type', 'user agent', 'ip', 'coupon', 'affiliate name', 'external id'],
		],
	},
	{
		source: 'tapfiliate',
		kind: 'coupon',
		fields: {
			code: ['coupon', 'coupon code'],
			affiliateCode: ['affiliate id'],
			affiliateEmail: ['affiliate email', 'email'],
			status: ['approved', 'status'],
		},
		typical: ['firstname', 'lastname', 'affiliate name', 'program', 'program id'],
	},
	{
		source: 'tapfiliate',
		kind: 'link',
		fields: {
			code: ['asset id', 'link id'],
			affiliateCode: ['affiliate id'],
			affiliateEmail: ['affiliate email', 'email'],
			destination: ['referral link', 'link'],
			status: ['approved', 'status'],
		},
		typical: ['firstname', 'lastname', 'affiliate name', 'program', 'program id', 'source id'],
	},
	{
		source: 'tapfiliate',
		kind: 'balance',
		fields: {
			affiliateCode: ['affiliate id'],
			affiliateEmail: ['affiliate email', 'email'],
			amount: ['balance', 'amount', 'payout amount', 'amount due'],
			currency: ['currency'],
		},
		typical: [
			...['firstname', 'lastname', 'affiliate', 'affiliate name', 'payout method', 'company'],
			...['paypal address', 'payout details', 'vat number', 'address', 'country', 'program'],
		],
	},
];
