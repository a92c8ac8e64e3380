import type { HeadingPreset } from './heading-preset';

/*
 * The export of Tools > Import/Export writes names of database columns with an exclamation mark
 * ("!USERID"); what can be exported above a grid has the headings of the grid. Transactions name
 * affiliates by user id, so that is an affiliate's code here, not the referral id.
 */

const DATA_FIELDS = Array.from({ length: 25 }, (_, index) => `data${index + 1}`);

export const POST_AFFILIATE_PRO: readonly HeadingPreset[] = [
	{
		source: 'post_affiliate_pro',
		kind: 'affiliate',
		fields: {
			code: ['userid', 'affiliate id', 'id'],
			name: ['name'],
			firstName: ['firstname'],
			lastName: ['lastname', 'surname'],
			email: ['username', 'email', 'notification email'],
			payoutEmail: ['paypal email', 'payout email'],
			status: ['rstatus', 'status'],
			groupCode: ['affiliate group', 'group'],
			parentCode: ['parentuserid', 'parent affiliate id', 'parent id'],
			createdAt: ['dateinserted', 'date joined', 'joined', 'date created'],
		},
		typical: [
			...['refid', 'referral id', 'dateapproved', 'deleted', 'originalparentuserid', 'photo'],
			...['payoutoptionid', 'minimumpayout', 'note', 'rpassword', 'accountid', 'authid', 'ip'],
			...['numberusers', 'lang', 'dateLastLogin', ...DATA_FIELDS],
		],
	},
	{
		source: 'post_affiliate_pro',
		kind: 'conversion',
		fields: {
			externalId: ['transid', 'transaction id', 'id'],
			affiliateCode: ['userid', 'affiliate id'],
			affiliateEmail: ['username', 'affiliate username'],
			orderId: ['orderid'],
			orderedAt: ['dateinserted', 'date created', 'created', 'date'],
			amount: ['totalcost'],
			commission: ['commission', 'commission value'],
			currency: ['currency'],
			status: ['rstatus', 'status'],
			payoutStatus: ['payoutstatus', 'paid'],
			commissionKind: ['rtype', 'transaction type', 'commission type', 'type'],
			tier: ['tier'],
		},
		typical: [
			...['bannerid', 'parentbannerid', 'campaignid', 'countrycode', 'parenttransid', 'channel'],
			...['dateapproved', 'refererurl', 'ip', 'browser', 'recurringcommid', 'clickcount'],
			...['firstclicktime', 'firstclickreferer', 'firstclickip', 'firstclickdata1'],
			...['firstclickdata2', 'lastclicktime', 'lastclickreferer', 'lastclickip'],
			...['lastclickdata1', 'lastclickdata2', 'trackmethod', 'productid', 'systemnote'],
			...['merchantnote', 'originalcurrencyid', 'originalcurrencyvalue', 'originalcurrencyrate'],
			...['payouthistoryid', 'campaign', 'banner', ...DATA_FIELDS.slice(0, 5)],
		],
	},
	{
		source: 'post_affiliate_pro',
		kind: 'coupon',
		fields: {
			code: ['couponcode', 'coupon'],
			affiliateCode: ['userid', 'affiliate id', 'affiliate'],
			affiliateEmail: ['username', 'affiliate username'],
			status: ['rstatus', 'status'],
		},
		typical: [
			...['couponid', 'bannerid', 'banner', 'valid from', 'validfrom', 'valid to', 'validto'],
			...['maxlimituse', 'limit use count', 'usecount', 'use count'],
		],
	},
	{
		source: 'post_affiliate_pro',
		kind: 'link',
		fields: {
			code: ['directlinkid', 'link id', 'id'],
			affiliateCode: ['userid', 'affiliate id'],
			affiliateEmail: ['username', 'affiliate username'],
			destination: ['url', 'destination url', 'destinationurl', 'link'],
			status: ['rstatus', 'status'],
		},
		typical: ['channelid', 'channel', 'bannerid', 'campaignid', 'note'],
	},
	{
		source: 'post_affiliate_pro',
		kind: 'balance',
		fields: {
			affiliateCode: ['userid', 'affiliate id'],
			affiliateEmail: ['username', 'affiliate username'],
			amount: ['to pay', 'amount to pay', 'unpaid commissions', 'unpaid'],
			currency: ['currency'],
		},
		typical: [
			...['refid', 'referral id', 'firstname', 'lastname', 'name', 'minimumpayout'],
			...['payoutoptionid', 'payout option', 'pending', 'declined', 'approved', 'invoice'],
		],
	},
];
