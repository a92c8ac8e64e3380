import type { FieldMapping } from './schema';
import type { SourcePath } from './source-paths';

/** A field that only this package writes. */
export function ours(source: SourcePath, target: string): FieldMapping {
	return { source, target, policy: 'source_wins' };
}

/** What a person may have corrected by hand is only filled in. */
export function filledIn(source: SourcePath, target: string): FieldMapping {
	return { source, target, policy: 'fill_empty' };
}

/** Both fields of the first touch are filled together, once. */
function firstTouch(source: SourcePath, target: string): FieldMapping {
	return { source, target, policy: 'fill_empty', group: 'first_touch' };
}

/** Our fields of a contact, as a CRM names them; `CONTACT_FIELDS` defines each. */
export function contactLines(named: (name: string) => string = same): FieldMapping[] {
	return [
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
	].map((line) => ({ ...line, target: named(line.target) }));
}

/** Our fields of a purchase that tell credit and commission; `CREDIT_FIELDS` defines each. */
export function creditLines(named: (name: string) => string = same): FieldMapping[] {
	return [
		ours('affiliate.code', 'affiliate_source'),
		ours('affiliate.programme', 'affiliate_programme'),
		ours('affiliate.coupon', 'affiliate_coupon'),
		ours('commission.amount', 'affiliate_commission_amount'),
		ours('commission.currency', 'affiliate_commission_currency'),
		ours('commission.status', 'affiliate_commission_status'),
	].map((line) => ({ ...line, target: named(line.target) }));
}

function same(name: string): string {
	return name;
}
