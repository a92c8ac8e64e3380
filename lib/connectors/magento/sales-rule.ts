import { AffiliateError, formatAmount, type Money } from '../../kernel';
import type { SalesRule } from './schema';

/** What a coupon takes off. */
export type CouponDiscount =
	/** Percent of the goods, as decimal text: "10" or "12.5". */
	| { readonly kind: 'percent'; readonly percent: string }
	/** An amount off the whole cart, in the store's base currency. */
	| { readonly kind: 'amount'; readonly amount: Money };

export interface CouponTerms {
	readonly code: string;
	readonly discount: CouponDiscount;
	/** Websites on which the code is good; at least one. */
	readonly websiteIds: readonly number[];
	/** Customer groups that may use it; 0 are customers who are not logged in. At least one. */
	readonly customerGroupIds: readonly number[];
	/** How often the code may be used in all; 0, or left out, for no limit. */
	readonly usesPerCoupon?: number;
	/** How often a logged-in customer may use it; 0, or left out, for no limit. */
	readonly usesPerCustomer?: number;
	/** First and last day, "2026-11-22", in the website's time zone. */
	readonly fromDate?: string;
	readonly toDate?: string;
	/** Whether the discount is also taken off shipping. */
	readonly appliesToShipping?: boolean;
}

/** The body of a new cart price rule for one code. Throws `invalid_input`. */
export function ruleBody(
	terms: CouponTerms,
): Readonly<Record<string, unknown>> & { readonly name: string } {
	if (terms.websiteIds.length === 0) throw missing('websiteIds', 'a website');
	if (terms.customerGroupIds.length === 0) throw missing('customerGroupIds', 'a customer group');
	return {
		name: `Affiliate ${terms.code}`,
		description: 'Made by Affiliate Loop for an affiliate.',
		website_ids: terms.websiteIds,
		customer_group_ids: terms.customerGroupIds,
		is_active: true,
		coupon_type: 'SPECIFIC_COUPON',
		use_auto_generation: false,
		uses_per_coupon: terms.usesPerCoupon ?? 0,
		uses_per_customer: terms.usesPerCustomer ?? 0,
		...(terms.fromDate === undefined ? {} : { from_date: requireDate('fromDate', terms.fromDate) }),
		...(terms.toDate === undefined ? {} : { to_date: requireDate('toDate', terms.toDate) }),
		simple_action: actionOf(terms.discount),
		discount_amount: jsonNumber(amountOf(terms.discount)),
		discount_step: 0,
		apply_to_shipping: terms.appliesToShipping === true,
		stop_rules_processing: false,
		is_advanced: true,
		is_rss: false,
		sort_order: 0,
	};
}

/** What a rule that exists does otherwise than the terms ask; in words, empty when nothing. */
export function ruleDifferences(rule: SalesRule, { discount }: CouponTerms): string[] {
	const differences: string[] = [];
	const action = actionOf(discount);
	if (rule.simple_action !== action) {
		differences.push(`kind of discount: ${rule.simple_action ?? 'none'} instead of ${action}`);
	}
	const wanted = amountOf(discount);
	const current = String(rule.discount_amount ?? 0);
	if (normalized(current) !== normalized(wanted)) {
		differences.push(`discount: ${normalized(current)} instead of ${normalized(wanted)}`);
	}
	const isOff = rule.is_active === false || String(rule.is_active) === '0';
	if (isOff) differences.push('the rule is switched off');
	return differences;
}

function actionOf({ kind }: CouponDiscount): 'by_percent' | 'cart_fixed' {
	return kind === 'percent' ? 'by_percent' : 'cart_fixed';
}

function amountOf(discount: CouponDiscount): string {
	const text =
		discount.kind === 'percent' ? discount.percent.trim() : formatAmount(discount.amount);
	const isTooMuch = discount.kind === 'percent' && Number(text) > 100;
	if (/^\d{1,8}(?:\.\d{1,4})?$/.test(text) && Number(text) > 0 && !isTooMuch) return text;
	throw new AffiliateError('The discount must be above zero, and at most 100 if it is in percent', {
		code: 'invalid_input',
		path: 'discount',
		hint: 'Write it with a point and at most four decimals, such as 12.5.',
	});
}

/** Magento wants a JSON number. Twelve digits at most come back from one exactly as written. */
function jsonNumber(decimal: string): number {
	return Number(decimal);
}

function normalized(decimal: string): string {
	return decimal.includes('.') ? decimal.replace(/0+$/, '').replace(/\.$/, '') : decimal;
}

function requireDate(path: string, text: string): string {
	if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
	throw new AffiliateError(`'${path}' is not a day`, {
		code: 'invalid_input',
		path,
		hint: 'Write it as 2026-11-22.',
	});
}

function missing(path: string, what: string): AffiliateError {
	return new AffiliateError(`The coupon is good for nobody: '${path}' is empty`, {
		code: 'invalid_input',
		path,
		hint: `Name at least ${what}.`,
	});
}
