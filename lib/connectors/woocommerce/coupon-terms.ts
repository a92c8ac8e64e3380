import { z } from 'zod/v4';
import { AffiliateError, formatAmount, parseInstant, type Instant, type Money } from '../../kernel';
import { idField } from './schema';

/** What a coupon takes off. */
export type CouponDiscount =
	/** Percent of the goods, as decimal text: "10" or "12.5". */
	| { readonly kind: 'percentage'; readonly percent: string }
	/** An amount off the whole cart, in the currency of the shop. */
	| { readonly kind: 'fixed'; readonly amount: Money };

export interface CouponTerms {
	/** WooCommerce keeps codes in lower case and takes them in any. */
	readonly code: string;
	/** For the list of coupons in the admin, such as the affiliate's name. */
	readonly description: string;
	readonly value: CouponDiscount;
	/** How often it can be used in all; null is without limit. */
	readonly usageLimit: number | null;
	readonly oncePerCustomer: boolean;
	/** From this moment on it is no longer taken, to the second; null is without end. */
	readonly endsAt: Instant | null;
}

const decimalField = z.union([z.string(), z.number()]).nullish();

export const couponSchema = z.object({
	id: idField,
	code: z.string(),
	amount: decimalField,
	discount_type: z.string(),
	date_expires_gmt: z.string().nullish(),
	usage_limit: z.number().nullish(),
	usage_limit_per_user: z.number().nullish(),
	status: z.string().nullish(),
	product_ids: z.array(z.unknown()).nullish(),
	excluded_product_ids: z.array(z.unknown()).nullish(),
	product_categories: z.array(z.unknown()).nullish(),
	excluded_product_categories: z.array(z.unknown()).nullish(),
	email_restrictions: z.array(z.unknown()).nullish(),
	minimum_amount: decimalField,
	maximum_amount: decimalField,
});

export type PresentCoupon = z.output<typeof couponSchema>;

/** The body of a new coupon: all goods, all buyers. Amounts are text. Throws `invalid_input`. */
export function couponBody(terms: CouponTerms): Readonly<Record<string, unknown>> {
	requireSensible(terms);
	const { usageLimit, oncePerCustomer, endsAt } = terms;
	return {
		code: terms.code,
		description: terms.description,
		discount_type: typeOf(terms.value),
		amount: amountOf(terms.value),
		...(usageLimit === null ? {} : { usage_limit: usageLimit }),
		...(oncePerCustomer ? { usage_limit_per_user: 1 } : {}),
		// `date_expires_gmt` cannot be written; a moment with its zone can.
		...(endsAt === null ? {} : { date_expires: `${toSecond(endsAt)}Z` }),
	};
}

/** In what a coupon that is there differs, in words such as "amount: 5 instead of 10". */
export function differingTerms(present: PresentCoupon, wanted: CouponTerms): string[] {
	const endsAt = wanted.endsAt === null ? null : toSecond(wanted.endsAt);
	return [
		...difference('discount type', present.discount_type, typeOf(wanted.value)),
		...difference('amount', plainDecimal(present.amount), plainDecimal(amountOf(wanted.value))),
		...difference('usage limit', present.usage_limit || null, wanted.usageLimit),
		...difference(
			'usage limit per customer',
			present.usage_limit_per_user || null,
			wanted.oncePerCustomer ? 1 : null,
		),
		...difference('end', present.date_expires_gmt?.slice(0, 19) ?? null, endsAt),
		...(isRestricted(present) ? ['it is not good for all goods and buyers'] : []),
		...(present.status == null || present.status === 'publish' ? [] : ['it is not published']),
	];
}

function difference(
	name: string,
	present: string | number | null,
	wanted: string | number | null,
): string[] {
	return present === wanted ? [] : [`${name}: ${present ?? 'none'} instead of ${wanted ?? 'none'}`];
}

function isRestricted(coupon: PresentCoupon): boolean {
	const lists = [
		coupon.product_ids,
		coupon.excluded_product_ids,
		coupon.product_categories,
		coupon.excluded_product_categories,
		coupon.email_restrictions,
	];
	return (
		lists.some((list) => list != null && list.length > 0) ||
		[coupon.minimum_amount, coupon.maximum_amount].some((amount) => plainDecimal(amount) !== '0')
	);
}

function typeOf({ kind }: CouponDiscount): 'percent' | 'fixed_cart' {
	return kind === 'percentage' ? 'percent' : 'fixed_cart';
}

function amountOf(value: CouponDiscount): string {
	return value.kind === 'percentage' ? value.percent.trim() : formatAmount(value.amount);
}

/** "10.00" and "10" are the same amount, and so are none and "0.00". */
function plainDecimal(decimal: string | number | null | undefined): string {
	const text = String(decimal ?? '').trim();
	if (text === '') return '0';
	return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') || '0' : text;
}

function toSecond(instant: Instant): string {
	return parseInstant(instant).slice(0, 19);
}

function requireSensible({ code, description, value, usageLimit }: CouponTerms): void {
	if (!/^[\p{L}\p{N}._-]{1,100}$/u.test(code)) {
		throw invalid('code', 'The code must be 1 to 100 letters, digits, dots, dashes, underscores');
	}
	if (description.length > 500 || /[<>]/.test(description)) {
		throw invalid('description', 'The description is too long or has angle brackets');
	}
	if (value.kind === 'percentage' && !isPercent(value.percent.trim())) {
		throw invalid('percent', `'${value.percent}' is not a percentage above 0 and up to 100`);
	}
	if (value.kind === 'fixed' && value.amount.amountMinor <= 0n) {
		throw invalid('amount', 'The amount must be above zero');
	}
	if (usageLimit !== null && (!Number.isInteger(usageLimit) || usageLimit < 1)) {
		throw invalid('usageLimit', 'The limit of uses must be a whole number above zero');
	}
}

/** WooCommerce rounds percentages to the decimals of the shop, two as a rule. */
function isPercent(text: string): boolean {
	return /^\d{1,3}(\.\d{1,2})?$/.test(text) && Number(text) > 0 && Number(text) <= 100;
}

function invalid(path: string, message: string): AffiliateError {
	return new AffiliateError(message, {
		code: 'invalid_input',
		path,
		hint: 'Correct the terms of the coupon.',
	});
}
