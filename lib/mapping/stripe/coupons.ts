import { zeroMoney, type Money } from '../../kernel';
import type { Order } from '../../model/order';
import type { StripeDiscount } from './schema';

/**
 * The names under which an affiliate's coupon can be registered: the code that the customer typed
 * where Stripe sends it, else the ids of promotion code and coupon (coupon ids are often the code).
 */
export function stripeCoupons(
	discounts: ReadonlyArray<StripeDiscount | null>,
	currency: string,
	amountOf: (discountId: string | null) => Money | null,
): Order['coupons'] {
	const coupons = new Map<string, Order['coupons'][number]>();
	for (const discount of discounts) {
		if (discount === null) continue;
		const amount = amountOf(discount.id) ?? zeroMoney(currency);
		for (const code of codesOf(discount)) {
			if (!coupons.has(code.toLowerCase())) coupons.set(code.toLowerCase(), { code, amount });
		}
	}
	return [...coupons.values()].slice(0, 100);
}

function codesOf({ promotion_code, coupon, source }: StripeDiscount): string[] {
	const codes = [textIn(promotion_code, 'code'), textIn(promotion_code, 'id'), promotion_code];
	return [...codes, coupon?.id, source?.coupon].filter(
		(code): code is string => typeof code === 'string' && code.trim() !== '',
	);
}

function textIn(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null
		? (value as Readonly<Record<string, unknown>>)[key]
		: null;
}
