import type { CrmMapping, FieldMapping } from '../crm/schema';

/**
 * The mapping that works without any setting. Custom fields go by the names of their definitions;
 * Pipedrive's own keys differ from account to account.
 */
export const PIPEDRIVE_PRESET: CrmMapping = {
	contact: [
		// What a sales team may have corrected by hand is only filled in.
		{ source: 'customer.firstName', target: 'first_name', policy: 'fill_empty' },
		{ source: 'customer.lastName', target: 'last_name', policy: 'fill_empty' },
		{ source: 'customer.phone', target: 'phones', policy: 'fill_empty' },
		ours('affiliate.code', 'affiliate_source'),
		ours('affiliate.programme', 'affiliate_programme'),
		ours('affiliate.clickAt', 'affiliate_click_date'),
		ours('affiliate.coupon', 'affiliate_coupon'),
		ours('history.firstOrderAt', 'affiliate_first_order_date'),
		ours('history.lastOrderAt', 'affiliate_last_order_date'),
		ours('lastOrder.number', 'affiliate_last_order_number'),
		ours('lastOrder.value', 'affiliate_last_order_value'),
		ours('lastOrder.currency', 'affiliate_last_order_currency'),
		ours('history.orderCount', 'affiliate_order_count'),
		ours('history.lifetimeValue', 'affiliate_lifetime_value'),
		ours('history.lifetimeCurrency', 'affiliate_lifetime_currency'),
		firstTouch('firstTouch.affiliate', 'affiliate_first_touch_source'),
		firstTouch('firstTouch.at', 'affiliate_first_touch_date'),
		ours('lastTouch.affiliate', 'affiliate_last_touch_source'),
		ours('lastTouch.at', 'affiliate_last_touch_date'),
	],
	purchase: [
		{ source: 'order.name', target: 'title', policy: 'fill_empty' },
		ours('order.value', 'value'),
		ours('order.currency', 'currency'),
		ours('order.closedAt', 'expected_close_date'),
		ours('order.status', 'affiliate_order_status'),
		ours('affiliate.code', 'affiliate_source'),
		ours('affiliate.programme', 'affiliate_programme'),
		ours('affiliate.coupon', 'affiliate_coupon'),
		ours('commission.amount', 'affiliate_commission_amount'),
		ours('commission.currency', 'affiliate_commission_currency'),
		ours('commission.status', 'affiliate_commission_status'),
	],
};

function ours(source: FieldMapping['source'], target: string): FieldMapping {
	return { source, target, policy: 'source_wins' };
}

function firstTouch(source: FieldMapping['source'], target: string): FieldMapping {
	return { source, target, policy: 'fill_empty', group: 'first_touch' };
}
