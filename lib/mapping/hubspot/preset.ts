import type { CrmMapping } from '../crm';

/** The mapping that works without any setting. */
export const AFFILIATE_LOOP_MAPPING: CrmMapping = {
	contact: [
		// What a sales team may have corrected by hand is only filled in.
		{ source: 'customer.firstName', target: 'firstname', policy: 'fill_empty' },
		{ source: 'customer.lastName', target: 'lastname', policy: 'fill_empty' },
		{ source: 'customer.phone', target: 'phone', policy: 'fill_empty' },
		{ source: 'affiliate.code', target: 'affiliate_source', policy: 'source_wins' },
		{ source: 'affiliate.programme', target: 'affiliate_programme', policy: 'source_wins' },
		{ source: 'affiliate.clickAt', target: 'affiliate_click_date', policy: 'source_wins' },
		{ source: 'affiliate.coupon', target: 'affiliate_coupon', policy: 'source_wins' },
		{ source: 'history.firstOrderAt', target: 'affiliate_first_order_date', policy: 'source_wins' },
		{ source: 'history.lastOrderAt', target: 'affiliate_last_order_date', policy: 'source_wins' },
		{ source: 'lastOrder.number', target: 'affiliate_last_order_number', policy: 'source_wins' },
		{ source: 'lastOrder.value', target: 'affiliate_last_order_value', policy: 'source_wins' },
		{
			source: 'lastOrder.currency',
			target: 'affiliate_last_order_currency',
			policy: 'source_wins',
		},
		{ source: 'history.orderCount', target: 'affiliate_order_count', policy: 'source_wins' },
		{ source: 'history.lifetimeValue', target: 'affiliate_lifetime_value', policy: 'source_wins' },
		{
			source: 'history.lifetimeCurrency',
			target: 'affiliate_lifetime_currency',
			policy: 'source_wins',
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
		{ source: 'lastTouch.affiliate', target: 'affiliate_last_touch_source', policy: 'source_wins' },
		{ source: 'lastTouch.at', target: 'affiliate_last_touch_date', policy: 'source_wins' },
	],
	purchase: [
		{ source: 'order.name', target: 'dealname', policy: 'fill_empty' },
		{ source: 'order.value', target: 'amount', policy: 'source_wins' },
		{ source: 'order.currency', target: 'deal_currency_code', policy: 'source_wins' },
		{ source: 'order.closedAt', target: 'closedate', policy: 'source_wins' },
		{ source: 'order.status', target: 'affiliate_order_status', policy: 'source_wins' },
		{ source: 'affiliate.code', target: 'affiliate_source', policy: 'source_wins' },
		{ source: 'affiliate.programme', target: 'affiliate_programme', policy: 'source_wins' },
		{ source: 'affiliate.coupon', target: 'affiliate_coupon', policy: 'source_wins' },
		{ source: 'commission.amount', target: 'affiliate_commission_amount', policy: 'source_wins' },
		{
			source: 'commission.currency',
			target: 'affiliate_commission_currency',
			policy: 'source_wins',
		},
		{ source: 'commission.status', target: 'affiliate_commission_status', policy: 'source_wins' },
	],
};
