import type { HubSpotMapping } from './schema';

/** The mapping that works without any setting. */
export const AFFILIATE_LOOP_MAPPING: HubSpotMapping = {
	contact: [
		// What a sales team may have corrected by hand is only filled in.
		{ source: 'customer.firstName', target: 'firstname', policy: 'fill_empty' },
		{ source: 'customer.lastName', target: 'lastname', policy: 'fill_empty' },
		{ source: 'customer.phone', target: 'phone', policy: 'fill_empty' },
		{ source: 'affiliate.code', target: 'affiliate_source', policy: 'overwrite' },
		{ source: 'affiliate.programme', target: 'affiliate_programme', policy: 'overwrite' },
		{ source: 'affiliate.clickAt', target: 'affiliate_click_date', policy: 'overwrite' },
		{ source: 'affiliate.coupon', target: 'affiliate_coupon', policy: 'overwrite' },
		{ source: 'history.firstOrderAt', target: 'affiliate_first_order_date', policy: 'overwrite' },
		{ source: 'history.lastOrderAt', target: 'affiliate_last_order_date', policy: 'overwrite' },
		{ source: 'lastOrder.number', target: 'affiliate_last_order_number', policy: 'overwrite' },
		{ source: 'lastOrder.value', target: 'affiliate_last_order_value', policy: 'overwrite' },
		{ source: 'lastOrder.currency', target: 'affiliate_last_order_currency', policy: 'overwrite' },
		{ source: 'history.orderCount', target: 'affiliate_order_count', policy: 'overwrite' },
		{ source: 'history.lifetimeValue', target: 'affiliate_lifetime_value', policy: 'overwrite' },
		{
			source: 'history.lifetimeCurrency',
			target: 'affiliate_lifetime_currency',
			policy: 'overwrite',
		},
		{
			source: 'firstTouch.affiliate',
			target: 'affiliate_first_touch_source',
			policy: 'fill_empty',
			group: 'first_touch',
		},
		{
			source: 'firstTouch.at',
			target: 'affiliate_first_touch_date',
			policy: 'fill_empty',
			group: 'first_touch',
		},
		{ source: 'lastTouch.affiliate', target: 'affiliate_last_touch_source', policy: 'overwrite' },
		{ source: 'lastTouch.at', target: 'affiliate_last_touch_date', policy: 'overwrite' },
	],
	deal: [
		{ source: 'order.name', target: 'dealname', policy: 'fill_empty' },
		{ source: 'order.value', target: 'amount', policy: 'overwrite' },
		{ source: 'order.currency', target: 'deal_currency_code', policy: 'overwrite' },
		{ source: 'order.closedAt', target: 'closedate', policy: 'overwrite' },
		{ source: 'order.status', target: 'affiliate_order_status', policy: 'overwrite' },
		{ source: 'affiliate.code', target: 'affiliate_source', policy: 'overwrite' },
		{ source: 'affiliate.programme', target: 'affiliate_programme', policy: 'overwrite' },
		{ source: 'affiliate.coupon', target: 'affiliate_coupon', policy: 'overwrite' },
		{ source: 'commission.amount', target: 'affiliate_commission_amount', policy: 'overwrite' },
		{ source: 'commission.currency', target: 'affiliate_commission_currency', policy: 'overwrite' },
		{ source: 'commission.status', target: 'affiliate_commission_status', policy: 'overwrite' },
	],
};
